const LENGTH = 10;

/** An id in the form of API Gateway's, ten lower-case letters and digits, that stays the same for the same name. */
export function resourceIdOf(name: string): string {
  const digits = fnv1a(name, 0x811c9dc5).toString(36) + fnv1a(name, 0x01000193).toString(36);
  return digits.padStart(LENGTH, '0').slice(-LENGTH);
}

function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
