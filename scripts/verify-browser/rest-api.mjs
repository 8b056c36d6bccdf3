import { JSON_TYPE, post } from './request.mjs';

/** The header makes any request one that asks for a preflight. */
const postWithKey = (key, body) => post(body, { ...JSON_TYPE, 'Idempotency-Key': key });

const EXECUTIONS = 'arn:aws:states:us-east-1:123456789012:execution';

const ANSWERED = [
  {
    title: 'posts JSON behind a preflight and reads the executionArn',
    path: '/execute',
    init: postWithKey('page', '{"note":"from a page"}'),
    status: 200,
    body: { executionArn: `${EXECUTIONS}:ExecuteStateMachine:page` },
  },
  {
    title: 'reads why the validator of the API refuses a body',
    path: '/execute',
    init: post('[]'),
    status: 400,
    body: { code: 'BAD_REQUEST_BODY', message: 'Invalid request body' },
  },
  {
    title: 'reads why Step Functions refuses the name of an execution',
    path: '/execute',
    init: postWithKey('no/name', '{}'),
    status: 400,
    body: { code: 'InvalidName' },
  },
  {
    title: 'reads that an idempotency key was used for another input',
    path: '/execute',
    init: postWithKey('page', '{"note":"another"}'),
    status: 409,
    body: { code: 'ExecutionAlreadyExists' },
  },
  {
    title: 'reads why text, which needs no preflight, is refused',
    path: '/execute',
    init: post('{"note":"from a form"}', { 'Content-Type': 'text/plain' }),
    status: 415,
    body: { code: 'UNSUPPORTED_MEDIA_TYPE' },
  },
  {
    title: 'reads that there is no such route',
    path: '/nowhere',
    init: {},
    status: 403,
    body: { code: 'MISSING_AUTHENTICATION_TOKEN' },
  },
  {
    title: 'reads the answer of a function',
    path: '/hello/sdk',
    init: postWithKey('page', '{}'),
    status: 202,
    body: { executionArn: `${EXECUTIONS}:HelloStateMachine:page` },
  },
];

const REFUSED = [
  {
    title: 'is refused at the preflight from another origin',
    isAllowedOrigin: false,
    path: '/execute',
    init: postWithKey('other-origin', '{}'),
    refusal: /preflight .* 'Access-Control-Allow-Origin' header has a value .* not equal/,
    execution: 'other-origin',
  },
  {
    title: 'is refused what an error says from another origin',
    isAllowedOrigin: false,
    path: '/execute',
    init: post('{}', { 'Content-Type': 'text/plain' }),
    refusal: /'Access-Control-Allow-Origin' header has a value .* not equal/,
  },
  {
    title: 'is refused at the preflight with a header that is not allowed',
    isAllowedOrigin: true,
    path: '/execute',
    init: post('{}', { ...JSON_TYPE, 'Idempotency-Key': 'other-header', 'X-Other': '1' }),
    refusal: /header field x-other is not allowed .* preflight/,
    execution: 'other-header',
  },
  {
    title: 'is refused at the preflight with a method that is not allowed',
    isAllowedOrigin: true,
    path: '/execute',
    init: { method: 'PATCH' },
    refusal: /Method PATCH is not allowed .* preflight/,
  },
  {
    title: 'is refused at the preflight with credentials',
    isAllowedOrigin: true,
    path: '/execute',
    init: { ...postWithKey('credentials', '{}'), credentials: 'include' },
    refusal: /preflight .* 'Access-Control-Allow-Credentials' header/,
    execution: 'credentials',
  },
];

/** The application's own API, which answers preflights by mock integrations. */
export const REST_API = {
  name: 'REST API',
  argsFor: (origin) => ['--parameter-overrides', `CorsOrigin=${origin}`],
  stateMachineName: 'ExecuteStateMachine',
  answered: ANSWERED,
  refused: REFUSED,
};
