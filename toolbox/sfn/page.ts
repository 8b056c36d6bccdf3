import { ServiceError } from './service-error.ts';

/** A part of a list, and the token that asks for the next one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

const DEFAULT_PAGE_SIZE = 100;

/**
 * Cuts one page out of a list whose items carry a sequence number. The token names the last item given, so that items
 * which come or go between two calls shift nothing.
 *
 * @param items - in the order of the answer
 * @param sequenceOf - a number that only grows (or only falls) along the items
 * @param maxResults - 0 or undefined: 100
 * @throws ServiceError InvalidToken when the token was not made by this operation
 */
export function pageOf<Item>(
  items: Iterable<Item>,
  sequenceOf: (item: Item) => number,
  { maxResults, nextToken }: { maxResults?: number | undefined; nextToken?: string | undefined },
): Page<Item> {
  const size = maxResults || DEFAULT_PAGE_SIZE;
  const after = nextToken === undefined ? undefined : decodeToken(nextToken);
  const page: Item[] = [];
  for (const item of items) {
    const sequence = sequenceOf(item);
    const isPast =
      after === undefined ||
      (after.isRising ? sequence > after.sequence : sequence < after.sequence);
    if (!isPast) continue;
    if (page.length === size) {
      const last = sequenceOf(page[page.length - 1] as Item);
      return { items: page, nextToken: encodeToken(last, sequence > last) };
    }
    page.push(item);
  }
  return { items: page };
}

function encodeToken(sequence: number, isRising: boolean): string {
  return Buffer.from(`${isRising ? 'after' : 'before'}:${sequence}`).toString('base64url');
}

function decodeToken(token: string): { sequence: number; isRising: boolean } {
  const match = /^(after|before):(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (match === null) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  return { sequence: Number(match[2]), isRising: match[1] === 'after' };
}
