import { createHash } from 'node:crypto';
import type { InternalSender } from '../../../../../toolbox/gateway/gateway.ts';
import { sigV4Authorizer } from '../../../../../toolbox/gateway/sigv4.ts';
import {
  aMethod,
  aMock,
  aRequest,
  aRestApi,
  headerValues,
  IDENTITY,
  NOW_MS,
  respond,
} from '../../an-api.ts';

const RECORDED = 'responses recorded on AWS';
const MISMATCH = 'KC "SigV4 mismatch"';
const DENIED = 'KC "403 errors"';

const authorizer = sigV4Authorizer({
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  identity: IDENTITY,
  now: () => NOW_MS,
});

const API = aRestApi({
  methods: [aMethod({ authorizationType: 'AWS_IAM', integration: aMock() })],
});

/** The headers of a request whose signature is wrong, but for what is said otherwise. */
function signed({
  key = 'AKIDEXAMPLE',
  date = '20240131',
  region = 'eu-west-1',
  service = 'execute-api',
  dateTime = '20240131T102030Z',
} = {}): [string, string][] {
  const credential = `${key}/${date}/${region}/${service}/aws4_request`;
  return [
    ['X-Amz-Date', dateTime],
    [
      'Authorization',
      `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=abc`,
    ],
  ];
}

const hashed = createHash('sha256').update('Bearer opaque').digest('base64');
const NO_KEY_VALUE = `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed}'.`;

const SIGNER = {
  kind: 'role',
  roleArn: 'arn:aws:iam::123456789012:role/Caller',
  sessionName: 'session',
} as const;

interface Refused {
  readonly path?: string;
  readonly headers?: [string, string][];
  readonly sender?: InternalSender;
  readonly refusal?: string;
}

describe('a request that IAM refuses', () => {
  test.each<
    [source: string, name: string, request: Refused, errorType: string, message: string | RegExp]
  >([
    [
      RECORDED,
      'that is not signed',
      {},
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
    ],
    [
      RECORDED,
      'at an unknown path',
      { path: '/unknown' },
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
    ],
    [
      RECORDED,
      'with another kind of authorization',
      { headers: [['Authorization', 'Bearer opaque']] },
      'IncompleteSignatureException',
      NO_KEY_VALUE,
    ],
    [
      RECORDED,
      'with another kind of authorization at an unknown path',
      { path: '/unknown', headers: [['Authorization', 'Bearer opaque']] },
      'IncompleteSignatureException',
      NO_KEY_VALUE,
    ],
    [
      RECORDED,
      'without all parts',
      { headers: [['Authorization', 'AWS4-HMAC-SHA256']] },
      'IncompleteSignatureException',
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256",
    ],
    [
      RECORDED,
      'with an unknown access key',
      { headers: signed({ key: 'AKIDOTHER' }) },
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ],
    [
      MISMATCH,
      'with another signature',
      { headers: signed() },
      'InvalidSignatureException',
      /^The request signature we calculated does not match the signature you provided\. Check your AWS Secret Access Key and signing method\. Consult the service documentation for details\.\n\nThe Canonical String for this request should have been\n'POST\n\/orders\n\nhost:localhost:3000\n\nhost\n[\da-f]{64}'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20240131T102030Z\n20240131\/eu-west-1\/execute-api\/aws4_request\n[\da-f]{64}'\n$/,
    ],
    [
      'issue threads',
      'with an old date',
      { headers: signed({ dateTime: '20240131T101529Z' }) },
      'InvalidSignatureException',
      'Signature expired: 20240131T101529Z is now earlier than 20240131T101530Z (20240131T102030Z - 5 min.)',
    ],
    [
      RECORDED,
      'of another region and service',
      { headers: signed({ region: 'us-east-1', service: 's3' }) },
      'InvalidSignatureException',
      "Credential should be scoped to a valid region. Credential should be scoped to correct service: 'execute-api'. ",
    ],
  ])('%s: %s', async (_source, _name, { path = '/orders', headers = [] }, errorType, message) => {
    const response = await respond(API, aRequest({ rawPath: path, headers }), { authorizer });
    const body = JSON.parse(String(response.body));

    expect(response.statusCode).toBe(403);
    expect(headerValues(response, 'x-amzn-ErrorType')).toEqual([errorType]);
    expect(Object.keys(body)).toEqual(['message']);
    if (typeof message === 'string') expect(body.message).toBe(message);
    else expect(body.message).toMatch(message);
    expect(response.entry?.error).not.toMatch(/opaque|Signature=|host:/);
  });

  test.each([
    [DENIED, 'because no identity-based policy allows the execute-api:Invoke action'],
    [DENIED, 'with an explicit deny in an identity-based policy'],
  ])('%s: %s', async (_source, ending) => {
    const user = 'arn:aws:sts::123456789012:assumed-role/Caller/session';
    const sentence = (account: string) =>
      `User: ${user} is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:${account}:abcde12345/dev/POST/orders ${ending}`;

    const response = await respond(API, aRequest({ sender: { signer: SIGNER } }), {
      iam: () => sentence('123456789012'),
    });

    expect(response).toMatchObject({
      statusCode: 403,
      body: JSON.stringify({ Message: sentence('********9012') }),
    });
    expect(headerValues(response, 'x-amzn-ErrorType')).toEqual(['AccessDeniedException']);
  });
});
