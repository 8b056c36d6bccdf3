import { JSON_TYPE, post } from './request.mjs';

const PAYMENT = 'arn:aws:states:us-east-1:123456789012:execution:Payment';

/** The answers of Step Functions go out as they are. */
const STATES_TYPE = 'application/x-amz-json-1.0';

const ANSWERED = [
  {
    title: 'posts JSON behind a preflight and reads the result of a workflow',
    path: '/quotes',
    init: post('{"lines":[{"price":30,"count":2}]}'),
    status: 200,
    contentType: STATES_TYPE,
    body: { status: 'SUCCEEDED' },
  },
  {
    title: 'reads the ARN of an execution that it starts',
    path: '/carts/page/payment',
    init: post('{"total":5}'),
    status: 200,
    contentType: STATES_TYPE,
    body: { executionArn: `${PAYMENT}:page` },
  },
  {
    title: 'reads that there is no such route',
    path: '/nowhere',
    init: post('{}'),
    status: 404,
    body: { message: 'Not Found' },
  },
];

const REFUSED = [
  {
    title: 'is refused at the preflight from another origin',
    isAllowedOrigin: false,
    path: '/carts/other-origin/payment',
    init: post('{"total":5}'),
    refusal: /preflight .* No 'Access-Control-Allow-Origin' header/,
    execution: 'other-origin',
  },
  {
    title: 'is refused what an error says from another origin',
    isAllowedOrigin: false,
    path: '/nowhere',
    init: {},
    refusal: /No 'Access-Control-Allow-Origin' header/,
  },
  {
    title: 'is refused at the preflight with a header that is not allowed',
    isAllowedOrigin: true,
    path: '/carts/other-header/payment',
    init: post('{"total":5}', { ...JSON_TYPE, 'X-Other': '1' }),
    refusal: /header field x-other is not allowed .* preflight/,
    execution: 'other-header',
  },
  {
    title: 'is refused at the preflight with a method that is not allowed',
    isAllowedOrigin: true,
    path: '/quotes',
    init: { method: 'PATCH' },
    refusal: /Method PATCH is not allowed .* preflight/,
  },
];

/** One that answers preflights by its CORS configuration. */
export const HTTP_API = {
  name: 'HTTP API',
  argsFor: (origin) => [
    '--template=tests/projects/checkout-http/template.yaml',
    '--parameter-overrides',
    `Shop=${origin}`,
  ],
  stateMachineName: 'Payment',
  answered: ANSWERED,
  refused: REFUSED,
};
