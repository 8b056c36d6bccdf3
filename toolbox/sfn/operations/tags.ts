import { taggedResourceType } from '../arns.ts';
import { resourceNotFound } from '../lookup.ts';
import type { StatesContext } from '../states-context.ts';
import { checkTagCount, TAGS, type Tag, tagEntries } from '../tags.ts';
import { operation } from './operation.ts';

const RESOURCE_ARN = { type: 'string', required: true, length: [1, 256] } as const;

interface TagResourceInput {
  readonly resourceArn: string;
  readonly tags: readonly Tag[];
}

/** @see "TagResource" (Step Functions API Reference) */
export const tagResource = operation<TagResourceInput>({
  rules: { resourceArn: RESOURCE_ARN, tags: { ...TAGS, required: true } },
  resource: 'resourceArn',
  answer(context, { resourceArn, tags }) {
    const resourceTags = tagsOf(context, resourceArn);
    const tagged = new Map([...resourceTags, ...tagEntries(tags)]);
    checkTagCount(tagged.size);
    for (const [key, value] of tagged) resourceTags.set(key, value);
    return {};
  },
});

interface UntagResourceInput {
  readonly resourceArn: string;
  readonly tagKeys: readonly string[];
}

/** @see "UntagResource" (Step Functions API Reference) */
export const untagResource = operation<UntagResourceInput>({
  rules: {
    resourceArn: RESOURCE_ARN,
    tagKeys: { type: 'list', required: true, item: { type: 'string', length: [1, 128] } },
  },
  resource: 'resourceArn',
  answer(context, { resourceArn, tagKeys }) {
    const resourceTags = tagsOf(context, resourceArn);
    for (const key of tagKeys) resourceTags.delete(key);
    return {};
  },
});

/** @see "ListTagsForResource" (Step Functions API Reference) */
export const listTagsForResource = operation<{ readonly resourceArn: string }>({
  rules: { resourceArn: RESOURCE_ARN },
  resource: 'resourceArn',
  answer(context, { resourceArn }) {
    return { tags: [...tagsOf(context, resourceArn)].map(([key, value]) => ({ key, value })) };
  },
});

/**
 * The tags of a state machine or of an activity; versions and aliases have none.
 *
 * @throws ServiceError InvalidArn, ResourceNotFound
 */
function tagsOf({ stateMachines, activities }: StatesContext, arn: string): Map<string, string> {
  const resources = taggedResourceType(arn) === 'activity' ? activities : stateMachines;
  const tags = resources.get(arn)?.tags;
  if (tags === undefined) throw resourceNotFound(arn);
  return tags;
}
