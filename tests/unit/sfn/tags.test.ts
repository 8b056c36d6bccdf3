import { aStatesService } from './states-service-builder.ts';

const MODEL = 'com.amazonaws.swf.service.v2.model#';

describe('TagResource', () => {
  test('adds tags and replaces values; UntagResource takes them away', async () => {
    const { call, arn } = aStatesService();
    const resourceArn = arn('Pass');
    const tags = (...pairs: readonly string[][]) => pairs.map(([key, value]) => ({ key, value }));

    await call('TagResource', { resourceArn, tags: tags(['a', '1'], ['b', '']) });
    await call('TagResource', { resourceArn, tags: tags(['a', '2'], ['c', '3']) });
    await call('UntagResource', { resourceArn, tagKeys: ['c', 'c', 'none'] });

    expect((await call('ListTagsForResource', { resourceArn })).answer).toEqual({
      tags: tags(['a', '2'], ['b', '']),
    });
  });

  test('takes the tags that a state machine is created with', async () => {
    const { call } = aStatesService();
    const tags = [{ key: 'k', value: 'v' }];
    const { answer } = await call('CreateStateMachine', {
      name: 'Tagged',
      definition: '{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}',
      roleArn: 'arn:aws:iam::123456789012:role/Role',
      tags,
    });

    const listed = await call('ListTagsForResource', { resourceArn: answer.stateMachineArn });

    expect(listed.answer).toEqual({ tags });
  });

  test('tags activities, too', async () => {
    const { call } = aStatesService();
    const { answer } = await call('CreateActivity', { name: 'Work' });

    await call('TagResource', { resourceArn: answer.activityArn, tags: [{ key: 'k' }] });

    const listed = await call('ListTagsForResource', { resourceArn: answer.activityArn });
    expect(listed.answer).toEqual({ tags: [{ key: 'k', value: '' }] });
  });

  test('refuses more than 50 tags and changes nothing then', async () => {
    const { call, arn } = aStatesService();
    const resourceArn = arn('Pass');
    const tags = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));

    expect((await call('TagResource', { resourceArn, tags })).answer.__type).toBe(
      `${MODEL}TooManyTags`,
    );
    expect((await call('ListTagsForResource', { resourceArn })).answer).toEqual({ tags: [] });
  });

  test.each([
    ['arn:aws:states:us-east-1:123456789012:stateMachine:Pass:1', 'ResourceNotFound'],
    ['arn:aws:states:us-east-1:123456789012:activity:None', 'ResourceNotFound'],
    ['arn:aws:states:us-east-1:123456789012:execution:Pass:one', 'InvalidArn'],
    ['x', 'InvalidArn'],
  ])('answers for %s with %s', async (resourceArn, type) => {
    const { call } = aStatesService();

    const { answer } = await call('ListTagsForResource', { resourceArn });

    expect(answer.__type).toBe(`${MODEL}${type}`);
  });
});
