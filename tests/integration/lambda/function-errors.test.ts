import { type LambdaProject, lambdaProject } from './lambda-project.ts';

/** One module with a handler per way to fail; each function of the table below runs one of them. */
const SOURCE = `
exports.throws = async () => { throw new TypeError('bad input'); };
exports.named = async () => { const error = new Error('gone'); error.name = 'PetNotFound'; error.code = 7; throw error; };
class PetNotFound extends Error {}
exports.subclass = async () => { throw new PetNotFound('gone'); };
exports.text = async () => { throw 'text'; };
exports.object = async () => { throw { a: 1 }; };
exports.nothing = async () => { throw undefined; };
exports.exits = async () => { process.exit(0); };
exports.exits7 = async () => { process.exit(7); };
exports.killsItself = async () => { process.kill(process.pid, 'SIGKILL'); };
exports.rejectsElsewhere = () => new Promise(() => { Promise.reject(new Error('late')); setTimeout(() => {}, 1000); });
exports.throwsInTimer = () => new Promise(() => { setTimeout(() => { throw new RangeError('in timer'); }, 1); });
exports.neverSettles = async () => { await new Promise(() => {}); };
exports.bigint = async () => 1n;
exports.large = async () => 'x'.repeat(6291557);
exports.value = { not: 'a function' };
exports.callback = (event, context, callback) => callback(null, 1);
exports.fillsMemory = async () => { const all = []; for (;;) all.push(new Array(1e4).fill({})); };
`;

const NODE_22 = 'nodejs22.x';
const NODE_24 = 'nodejs24.x';
const exited = (reason: string): object => ({
  errorType: 'Runtime.ExitError',
  errorMessage: expect.stringMatching(new RegExp(`^RequestId: [0-9a-f-]{36} Error: ${reason}$`)),
});

/**
 * What the caller gets by "AWS Lambda function errors in Node.js" and the runtime interface client.
 */
const CASES: readonly { handler: string; runtimes: readonly string[]; error: object }[] = [
  {
    handler: 'throws',
    runtimes: [NODE_22, NODE_24],
    error: { errorType: 'TypeError', errorMessage: 'bad input' },
  },
  {
    handler: 'named',
    runtimes: [NODE_24],
    error: { errorType: 'PetNotFound', errorMessage: 'gone' },
  },
  { handler: 'subclass', runtimes: [NODE_24], error: { errorType: 'Error', errorMessage: 'gone' } },
  {
    handler: 'text',
    runtimes: [NODE_24],
    error: { errorType: 'string', errorMessage: 'text', trace: [] },
  },
  {
    handler: 'object',
    runtimes: [NODE_24],
    error: { errorType: 'object', errorMessage: '[object Object]', trace: [] },
  },
  {
    handler: 'nothing',
    runtimes: [NODE_22, NODE_24],
    error: { errorType: 'undefined', errorMessage: 'undefined', trace: [] },
  },
  {
    handler: 'exits',
    runtimes: [NODE_22, NODE_24],
    error: exited('Runtime exited without providing a reason'),
  },
  {
    handler: 'exits7',
    runtimes: [NODE_24],
    error: exited('Runtime exited with error: exit status 7'),
  },
  {
    handler: 'killsItself',
    runtimes: [NODE_24],
    error: exited('Runtime exited with error: exit status 137'),
  },
  {
    handler: 'rejectsElsewhere',
    runtimes: [NODE_22],
    error: { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: late' },
  },
  {
    handler: 'rejectsElsewhere',
    runtimes: [NODE_24],
    error: exited('Runtime exited with error: exit status 1'),
  },
  {
    handler: 'throwsInTimer',
    runtimes: [NODE_22],
    error: { errorType: 'RangeError', errorMessage: 'in timer' },
  },
  { handler: 'neverSettles', runtimes: [NODE_22], error: { errorType: 'Runtime.NodeJsExit' } },
  {
    handler: 'neverSettles',
    runtimes: [NODE_24],
    error: exited('Runtime exited without providing a reason'),
  },
  {
    handler: 'bigint',
    runtimes: [NODE_22],
    error: { errorType: 'Error', errorMessage: 'Unable to stringify response body' },
  },
  {
    handler: 'bigint',
    runtimes: [NODE_24],
    error: {
      errorType: 'Runtime.JSONStringifyError',
      errorMessage: 'Unable to stringify response body',
    },
  },
  {
    handler: 'large',
    runtimes: [NODE_24],
    error: {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    },
  },
  {
    handler: 'value',
    runtimes: [NODE_24],
    error: {
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.value is not a function',
    },
  },
  {
    handler: 'missing',
    runtimes: [NODE_22, NODE_24],
    error: {
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'index.missing is undefined or not exported',
    },
  },
  {
    handler: 'callback',
    runtimes: [NODE_24],
    error: { errorType: 'Runtime.CallbackHandlerDeprecated' },
  },
  {
    handler: 'fillsMemory',
    runtimes: [NODE_24],
    error: exited('Runtime exited with error: signal: killed'),
  },
];

const table = CASES.flatMap(({ handler, runtimes, error }) =>
  runtimes.map((runtime) => ({
    handler,
    runtime,
    error,
    name: `${handler}-${runtime.slice(0, 8)}`,
  })),
);

describe('a function that fails', () => {
  let project: LambdaProject;

  beforeAll(async () => {
    const functions = table.map(({ name, handler, runtime }) => [
      name,
      { runtime, handler: `index.${handler}`, timeoutSeconds: 20 },
    ]);
    project = await lambdaProject({ 'functions/index.js': SOURCE }, Object.fromEntries(functions));
  });

  afterAll(() => project.close());

  test.each(table)('answers as Lambda does: $handler on $runtime', async ({ name, error }) => {
    const result = await project.service.invoke({ functionName: name, payload: '{}' });

    expect(result.functionError).toBe('Unhandled');
    expect(JSON.parse(result.payload)).toMatchObject(error);
  });
});
