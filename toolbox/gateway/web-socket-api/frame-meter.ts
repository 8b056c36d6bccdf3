/** Bytes of a frame's header without the extended length and the mask. */
const SHORT_HEADER_BYTES = 2;
const MASK_BYTES = 4;
const IS_MASKED = 0x80;
/** Lengths that say how many bytes the length itself has behind them. */
const EXTENDED_LENGTH_BYTES: Readonly<Record<number, number>> = { 126: 2, 127: 8 };

/**
 * Makes what watches the bytes of a client for a frame whose payload is too long: the library
 * bounds whole messages only.
 *
 * @returns tells of each chunk, in their order, whether such a frame begins in it
 * @see "Base Framing Protocol" (RFC 6455, section 5.2)
 */
export function createFrameMeter(maxPayloadBytes: number): (chunk: Uint8Array) => boolean {
  let header: number[] = [];
  let payloadLeft = 0;
  return (chunk) => {
    let index = 0;
    while (index < chunk.length) {
      if (payloadLeft > 0) {
        const read = Math.min(payloadLeft, chunk.length - index);
        payloadLeft -= read;
        index += read;
        continue;
      }
      header.push(chunk[index] as number);
      index += 1;
      if (header.length < headerBytes(header)) continue;
      payloadLeft = payloadBytes(header);
      if (payloadLeft > maxPayloadBytes) return true;
      header = [];
    }
    return false;
  };
}

function shortLength(header: readonly number[]): number {
  return (header[1] ?? 0) & ~IS_MASKED;
}

function headerBytes(header: readonly number[]): number {
  if (header.length < SHORT_HEADER_BYTES) return SHORT_HEADER_BYTES;
  const isMasked = ((header[1] ?? 0) & IS_MASKED) !== 0;
  const extended = EXTENDED_LENGTH_BYTES[shortLength(header)] ?? 0;
  return SHORT_HEADER_BYTES + extended + (isMasked ? MASK_BYTES : 0);
}

function payloadBytes(header: readonly number[]): number {
  const short = shortLength(header);
  const extended = EXTENDED_LENGTH_BYTES[short];
  if (extended === undefined) return short;
  return header
    .slice(SHORT_HEADER_BYTES, SHORT_HEADER_BYTES + extended)
    .reduce((length, byte) => length * 256 + byte, 0);
}
