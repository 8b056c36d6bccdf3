import { PETS, type Pet } from './pets.ts';

/** What is wrong with a member of a new pet. */
export interface PetError {
  readonly key: string;
  readonly message: string;
}

export type NewPetResult = { readonly pet: Pet } | { readonly errors: readonly PetError[] };

/** Takes the body of `POST /pets` as a pet under the number that the shop has for its type. */
export function validateNewPet(body: string | null): NewPetResult {
  const { type, price } = membersOf(body);
  const known = PETS.find((pet) => pet.type === type);
  const isPrice = typeof price === 'number' && price > 0;
  if (known !== undefined && isPrice) return { pet: { ...known, price } };
  return {
    errors: [
      ...(known === undefined ? [{ key: 'type', message: `expected one of ${TYPES}` }] : []),
      ...(isPrice ? [] : [{ key: 'price', message: 'expected a number above 0' }]),
    ],
  };
}

const TYPES = PETS.map(({ type }) => type).join(', ');

function membersOf(body: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
