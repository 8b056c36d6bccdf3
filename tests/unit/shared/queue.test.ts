import fc from 'fast-check';
import { createQueue } from '../../../toolbox/shared/queue.ts';

describe('createQueue', () => {
  test('gives what it was given in the same order', () => {
    const queue = createQueue<string>();

    queue.add('a');
    queue.add('b');

    expect([queue.size(), queue.take(), queue.take(), queue.take(), queue.size()]).toEqual([
      2,
      'a',
      'b',
      undefined,
      0,
    ]);
  });

  test('removes items wherever they stand', () => {
    const queue = createQueue<string>();
    for (const item of ['a', 'b', 'c', 'd']) queue.add(item);
    queue.take();

    queue.remove(new Set(['c', 'x']));

    expect([queue.size(), queue.take(), queue.take(), queue.take()]).toEqual([
      2,
      'b',
      'd',
      undefined,
    ]);
  });

  test('does what an array does that is pushed to and shifted from', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ add: fc.integer({ min: 1, max: 3000 }) }),
        fc.record({ take: fc.integer({ min: 1, max: 3000 }) }),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (sequence) => {
        const queue = createQueue<number>();
        const model: number[] = [];
        let next = 0;
        for (const step of sequence) {
          const count = 'add' in step ? step.add : step.take;
          for (let turn = 0; turn < count; turn += 1) {
            if ('add' in step) {
              queue.add(next);
              model.push(next);
              next += 1;
            } else if (queue.take() !== model.shift()) {
              throw new Error('they differ');
            }
          }
          expect(queue.size()).toBe(model.length);
        }
      }),
      { numRuns: 30 },
    );
  });
});
