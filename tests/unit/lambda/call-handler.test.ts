import { callHandler } from '../../../toolbox/lambda/worker/call-handler.ts';
import type { CallbackContext } from '../../../toolbox/lambda/worker/context.ts';
import type { Handler } from '../../../toolbox/lambda/worker/load-handler.ts';

const MESSAGE = {
  requestId: 'id-1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:pets',
  functionVersion: '$LATEST',
  deadlineMs: 0,
  traceId: 'Root=1-0-0',
  payload: '{"pet":"cat"}',
};

type Callback = (error?: unknown, result?: unknown) => void;
type CallbackHandler = (event: unknown, context: CallbackContext, callback: Callback) => unknown;

/**
 * Calls a handler, lets its microtasks run, and then empties the event loop if nothing was
 * answered.
 */
async function outcomeOf(handler: CallbackHandler, nodeMajor = 22) {
  const answers: object[] = [];
  const call = callHandler(handler as Handler, nodeMajor, MESSAGE, {
    succeed: (result) => answers.push({ result }),
    fail: (error) => answers.push({ error }),
  });
  await new Promise(setImmediate);
  const beforeLoopIsEmpty = answers.length;
  call.loopIsEmpty();
  return { answer: answers[0], isAnsweredAtOnce: beforeLoopIsEmpty > 0, count: answers.length };
}

describe('callHandler', () => {
  const atOnce = (answer: object) => ({ answer, isAnsweredAtOnce: true, count: 1 });
  const atTheEnd = (answer: object) => ({ answer, isAnsweredAtOnce: false, count: 1 });

  test.each<{ title: string; handler: CallbackHandler; outcome: object }>([
    {
      title: 'answers what a promise gives at once',
      handler: async (event) => event,
      outcome: atOnce({ result: { pet: 'cat' } }),
    },
    {
      title: 'answers the result of a callback when the loop is empty',
      handler: (_event, _context, callback) => callback(null, 1),
      outcome: atTheEnd({ result: 1 }),
    },
    {
      title: 'answers the result of a callback at once where the handler does not want to wait',
      handler: (_event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = false;
        callback(null, 1);
      },
      outcome: atOnce({ result: 1 }),
    },
    {
      title: 'answers the error of a callback at once',
      handler: (_event, _context, callback) => callback('no pet'),
      outcome: atOnce({ error: 'no pet' }),
    },
    {
      title: 'ignores a plain return value',
      handler: () => 'ignored',
      outcome: atTheEnd({ result: undefined }),
    },
    {
      title: 'takes the first of several answers',
      handler: (_event, context) => {
        context.succeed('first');
        context.fail('second');
      },
      outcome: atOnce({ result: 'first' }),
    },
    {
      title: 'fails with what the handler throws',
      handler: () => {
        throw new TypeError('thrown');
      },
      outcome: atOnce({ error: new TypeError('thrown') }),
    },
    {
      title: 'fails without a reason as handled',
      handler: (_event, context) => context.fail(),
      outcome: atOnce({ error: 'handled' }),
    },
    {
      title: 'fails where an async function never ends',
      handler: async () => new Promise(() => undefined),
      outcome: atTheEnd({ error: expect.objectContaining({ name: 'Runtime.NodeJsExit' }) }),
    },
    {
      title: 'answers nothing where another function gives a promise that never ends',
      handler: () => new Promise(() => undefined),
      outcome: atTheEnd({ result: undefined }),
    },
  ])('$title before nodejs24', async ({ handler, outcome }) => {
    expect(await outcomeOf(handler)).toEqual(outcome);
  });

  test.each<{ title: string; handler: CallbackHandler; outcome: object }>([
    {
      title: 'answers a plain return value',
      handler: () => 'plain',
      outcome: atOnce({ result: 'plain' }),
    },
    {
      title: 'gives neither a callback nor the functions of the context that answer',
      handler: (...args) => [args.length, Object.hasOwn(args[1], 'succeed')],
      outcome: atOnce({ result: [2, false] }),
    },
    {
      title: 'fails with what the handler throws',
      handler: () => {
        throw new TypeError('thrown');
      },
      outcome: atOnce({ error: new TypeError('thrown') }),
    },
    {
      title: 'leaves a promise that never ends to the end of the process',
      handler: async () => new Promise(() => undefined),
      outcome: { answer: undefined, isAnsweredAtOnce: false, count: 0 },
    },
  ])('$title on nodejs24', async ({ handler, outcome }) => {
    expect(await outcomeOf(handler, 24)).toEqual(outcome);
  });
});
