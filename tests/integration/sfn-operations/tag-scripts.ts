import type { SFN } from '@aws-sdk/client-sfn';
import { aName, createStateMachine, PASS, present, type Scripts } from './script.ts';

const TAGS = [{ key: 'stage', value: 'dev' }];

export const tagScripts: Scripts = {
  'tags a state machine': async (sfn) => {
    await changeTags(sfn, await createStateMachine(sfn, PASS, { tags: TAGS }));
  },

  'tags an activity': async (sfn) => {
    const { activityArn } = await sfn.createActivity({ name: aName(), tags: TAGS });

    await changeTags(sfn, present(activityArn));
  },
};

/** @param resourceArn - of what was created with TAGS */
async function changeTags(sfn: SFN, resourceArn: string): Promise<void> {
  const created = await sfn.listTagsForResource({ resourceArn });
  await sfn.tagResource({ resourceArn, tags: [{ key: 'owner', value: 'me' }] });
  const tagged = await sfn.listTagsForResource({ resourceArn });
  await sfn.untagResource({ resourceArn, tagKeys: ['stage'] });
  const untagged = await sfn.listTagsForResource({ resourceArn });

  expect(created.tags).toEqual(TAGS);
  expect(tagged.tags).toEqual([...TAGS, { key: 'owner', value: 'me' }]);
  expect(untagged.tags).toEqual([{ key: 'owner', value: 'me' }]);
}
