import fc from 'fast-check';
import { createFrameMeter } from '../../../../toolbox/gateway/web-socket-api/frame-meter.ts';

const MASK = [1, 2, 3, 4];

/** A text frame of a client. */
function aFrame(length: number): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(length));
  const header =
    length < 126
      ? [0x81, 0x80 | length]
      : length < 65_536
        ? [0x81, 0x80 | 126, ...size.subarray(6)]
        : [0x81, 0x80 | 127, ...size];
  return Buffer.concat([Buffer.from([...header, ...MASK]), Buffer.alloc(length, 0x82)]);
}

describe('createFrameMeter', () => {
  test('tells whether a frame is too long, however the bytes come (RFC 6455, section 5.2)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1, 125, 126, 127, 1000, 65_535, 65_536, 70_000), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom(125, 1000, 65_535, 65_536),
        (lengths, chunkBytes, limit) => {
          const bytes = Buffer.concat(lengths.map(aFrame));
          const isTooLong = createFrameMeter(limit);
          let found = false;
          for (let index = 0; index < bytes.length && !found; index += chunkBytes) {
            found = isTooLong(bytes.subarray(index, index + chunkBytes));
          }
          expect(found).toBe(lengths.some((length) => length > limit));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('tells it by the header alone', () => {
    expect(createFrameMeter(125)(aFrame(70_000).subarray(0, 14))).toBe(true);
  });

  test('reads frames without a mask', () => {
    expect(createFrameMeter(5)(Buffer.from([0x81, 1, 0, 0x81, 6]))).toBe(true);
  });
});
