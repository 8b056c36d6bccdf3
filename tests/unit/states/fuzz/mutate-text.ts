import fc from 'fast-check';

const PIECES = /[\p{ID_Continue}]+|\s+|./gsu;

/** Puts together pieces of several texts, such as words, numbers and brackets, in any order. */
export function piecesOf(...texts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(fc.oneof(...texts), fc.nat(), fc.nat({ max: 6 })), { maxLength: 4 })
    .map((parts) =>
      parts
        .map(([text, start, count]) => {
          const pieces = text.match(PIECES) ?? [];
          const from = start % (pieces.length + 1);
          return pieces.slice(from, from + count).join('');
        })
        .join(''),
    );
}

/** Replaces some of the characters. */
export function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.nat(), fc.nat({ max: 2 }), fc.string({ maxLength: 2, unit: 'binary' }))
    .map(([whole, start, count, inserted]) => {
      const from = start % (whole.length + 1);
      return whole.slice(0, from) + inserted + whole.slice(from + count);
    });
}
