import { pipeline } from '../../../toolbox/gateway/pipeline.ts';

describe('pipeline', () => {
  test('fills the fields in order and stays synchronous when every stage is', () => {
    const stages = pipeline<{ start: number }>()
      .fill('doubled', ({ start }) => start * 2)
      .fill('text', ({ doubled }) => `=${doubled}`);

    expect(stages.run({ start: 4 })).toEqual({ start: 4, doubled: 8, text: '=8' });
  });

  test('waits for a stage that gives a promise before the next one runs', async () => {
    const stages = pipeline<{ start: number }>()
      .fill('later', async ({ start }) => start + 1)
      .fill('sum', ({ start, later }) => start + later);

    const finished = stages.run({ start: 1 });

    expect(finished).toBeInstanceOf(Promise);
    expect(await finished).toEqual({ start: 1, later: 2, sum: 3 });
  });

  test('fills the context that it was given, so that a failure shows how far the call came', () => {
    const context: { start: number; first?: number } = { start: 1 };
    const stages = pipeline<typeof context>()
      .fill('first', () => 10)
      .check(() => {
        throw new Error('refused');
      })
      .fill('second', () => 20);

    expect(() => stages.run(context)).toThrow('refused');
    expect(context).toEqual({ start: 1, first: 10 });
  });

  test('goes one of two ways, and on behind both', async () => {
    type Sum = { sum: number };
    const stages = pipeline<{ start: number }>()
      .fork(
        ({ start }) => start > 0,
        pipeline<{ start: number }>().fill('sum', ({ start }) => start + 1),
        pipeline<{ start: number }>()
          .fill('lost', () => 'here')
          .fill('sum', async ({ start }) => start - 1),
      )
      .fill('text', ({ sum }: Sum) => `=${sum}`);

    expect(stages.run({ start: 1 })).toEqual({ start: 1, sum: 2, text: '=2' });
    expect(await stages.run({ start: -1 })).toEqual({
      start: -1,
      lost: 'here',
      sum: -2,
      text: '=-2',
    });
  });

  test('rejects when a check rejects, and runs no stage behind it', async () => {
    const reached: string[] = [];
    const stages = pipeline<object>()
      .check(() => Promise.reject(new Error('refused')))
      .check(() => {
        reached.push('behind');
      });

    await expect(stages.run({})).rejects.toThrow('refused');
    expect(reached).toEqual([]);
  });
});
