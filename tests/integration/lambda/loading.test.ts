import { type FunctionChanges, type LambdaProject, lambdaProject } from './lambda-project.ts';

const COMMON = 'exports.handler = async () => "commonjs";';
const MODULE = 'export const handler = async () => "module";';
const NODE_24 = { runtime: 'nodejs24.x' };
const MODULE_PACKAGE = '{"type": "module"}';

interface Case extends FunctionChanges {
  readonly title: string;
  readonly files: Record<string, string>;
  /** The result, or what of the error matters. */
  readonly answer: unknown;
}

const CASES: readonly Case[] = [
  {
    title: 'prefers .js to .mjs',
    files: { 'index.js': COMMON, 'index.mjs': MODULE },
    answer: 'commonjs',
  },
  { title: 'imports .mjs', files: { 'index.mjs': MODULE }, answer: 'module' },
  { title: 'requires .cjs', files: { 'index.cjs': COMMON }, answer: 'commonjs' },
  {
    title: 'requires .cjs on nodejs24',
    ...NODE_24,
    files: { 'index.cjs': COMMON },
    answer: 'commonjs',
  },
  {
    title: 'imports .js where package.json says module',
    files: { 'index.js': MODULE, 'package.json': MODULE_PACKAGE },
    answer: 'module',
  },
  {
    title: 'waits for a top-level await',
    files: { 'index.mjs': `await new Promise(setImmediate); ${MODULE}` },
    answer: 'module',
  },
  {
    title: 'finds a nested export in a folder',
    handler: 'src/app.handlers.get',
    files: { 'src/app.js': 'exports.handlers = { get: async () => "got" };' },
    answer: 'got',
  },
  {
    title: 'looks into the default export on nodejs24',
    ...NODE_24,
    files: { 'index.mjs': 'export default { handler: async () => "default" };' },
    answer: 'default',
  },
  {
    title: 'does not look into the default export on nodejs22',
    files: { 'index.mjs': 'export default { handler: async () => "default" };' },
    answer: { errorType: 'Runtime.HandlerNotFound' },
  },
  {
    title: 'runs inline code as index.js',
    files: {},
    inlineCode: COMMON,
    answer: 'commonjs',
  },
  {
    title: 'refuses a handler with two dots in a row',
    handler: '../index.handler',
    files: { 'index.js': COMMON },
    answer: {
      errorType: 'Runtime.MalformedHandlerName',
      errorMessage:
        "'../index.handler' is not a valid handler name. Use absolute paths when specifying root directories in handler names.",
    },
  },
  {
    title: 'refuses a handler without a dot',
    handler: 'index',
    files: { 'index.js': COMMON },
    answer: { errorType: 'Runtime.MalformedHandlerName', errorMessage: 'Bad handler' },
  },
  {
    title: 'names a package that require does not find',
    files: { 'index.js': 'require("left-out");' },
    answer: {
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringMatching(
        /^Error: Cannot find module 'left-out'\nRequire stack:\n- .*index\.js/,
      ),
    },
  },
  {
    title: 'keeps the error of a package that import does not find',
    files: { 'index.mjs': 'import "left-out";' },
    answer: {
      errorType: 'Error',
      errorMessage: expect.stringMatching(/^Cannot find package 'left-out' imported from /),
      trace: expect.arrayContaining([expect.stringContaining('ERR_MODULE_NOT_FOUND')]),
    },
  },
  {
    title: 'names a missing handler file',
    files: { 'other.js': COMMON },
    answer: {
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringMatching(/^Error: Cannot find module 'index'/),
    },
  },
  {
    title: 'names a syntax error',
    files: { 'index.js': 'exports.handler = async () => {' },
    answer: {
      errorType: 'Runtime.UserCodeSyntaxError',
      errorMessage: 'SyntaxError: Unexpected end of input',
    },
  },
  {
    title: 'refuses import in a CommonJS file on nodejs22',
    files: { 'index.js': MODULE },
    answer: { errorType: 'Runtime.UserCodeSyntaxError' },
  },
  {
    title: 'refuses response streaming by name',
    files: { 'index.js': 'exports.handler = awslambda.streamifyResponse(async () => {});' },
    answer: { errorType: 'Runtime.StreamingNotSupported' },
  },
  {
    title: 'reports what the module throws',
    files: { 'index.js': 'throw new RangeError("no table");' },
    answer: { errorType: 'RangeError', errorMessage: 'no table' },
  },
];

describe('the init phase', () => {
  let project: LambdaProject;

  beforeAll(async () => {
    const files: Record<string, string> = { 'package.json': MODULE_PACKAGE };
    const functions: Record<string, FunctionChanges> = {};
    CASES.forEach(({ title: _title, files: own, answer: _answer, ...changes }, index) => {
      for (const [file, text] of Object.entries(own)) files[`f${index}/${file}`] = text;
      functions[`f${index}`] = { folder: `f${index}`, ...changes };
    });
    project = await lambdaProject(files, functions);
  });

  afterAll(() => project.close());

  test.each(CASES.map((one, index) => ({ ...one, index })))('$title', async ({ index, answer }) => {
    const result = await project.call(`f${index}`);

    if (typeof answer === 'string') expect(result).toBe(answer);
    else expect(result).toMatchObject(answer as object);
  });

  test('runs again inside the first invocation when it has failed', async () => {
    project.log.length = 0;

    await project.call(
      `f${CASES.findIndex(({ title }) => title === 'reports what the module throws')}`,
    );

    const platformLines = project.log.filter(({ source }) => source === 'platform');
    expect(platformLines.map(({ line }) => line)).toEqual([
      expect.stringMatching(
        /^INIT_REPORT Init Duration: .* ms\tPhase: init\tStatus: error\tError Type: RangeError$/,
      ),
      expect.stringMatching(/^START /),
      expect.stringMatching(
        /^INIT_REPORT Init Duration: .* ms\tPhase: invoke\tStatus: error\tError Type: RangeError$/,
      ),
      expect.stringMatching(/^END /),
      expect.stringMatching(/^REPORT .*\tStatus: error\tError Type: RangeError$/),
    ]);
  });
});
