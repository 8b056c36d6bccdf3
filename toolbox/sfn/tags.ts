import type { ParameterRule } from './parameters.ts';
import { ServiceError } from './service-error.ts';

/** What the API model says of the parameter `tags`. */
export const TAGS: ParameterRule = {
  type: 'list',
  item: {
    type: 'structure',
    members: {
      key: { type: 'string', length: [1, 128] },
      value: { type: 'string', length: [0, 256] },
    },
  },
};

export interface Tag {
  readonly key?: string;
  readonly value?: string;
}

/** Tags that one resource may have. */
const MAX_TAGS = 50;

/** A tag without a value has an empty one. */
export function tagEntries(tags: readonly Tag[]): readonly (readonly [string, string])[] {
  return tags.map(({ key = '', value = '' }) => [key, value]);
}

/** @throws ServiceError TooManyTags */
export function checkTagCount(count: number): void {
  if (count <= MAX_TAGS) return;
  throw new ServiceError('TooManyTags', `A resource can have at most ${MAX_TAGS} tags`);
}
