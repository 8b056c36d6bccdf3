export interface Pet {
  readonly id: number;
  readonly type: string;
  readonly price: number;
}

/** All that the shop has; nothing is ever stored. */
export const PETS: readonly Pet[] = [
  { id: 1, type: 'dog', price: 420 },
  { id: 2, type: 'cat', price: 150.5 },
  { id: 3, type: 'canary', price: 35.99 },
];
