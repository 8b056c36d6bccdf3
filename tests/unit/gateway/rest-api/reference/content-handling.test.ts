import type { ContentHandling } from '../../../../../toolbox/template/model.ts';
import { aMock, anIntegration, aRecordingService } from '../../an-api.ts';
import { anHttp, JSON_TYPE, responses, serveOne, templates, throughBackend } from './serve-one.ts';

const DG = 'DG "Content type conversions in API Gateway"';
const UNDEFINED = undefined;

const BYTES = Buffer.from([0x89, 0x50, 0xff]);
const BYTES_AS_BASE64 = 'iVD/';
const TEXT_AS_BASE64 = 'aGVsbG8=';
const TYPES = ['image/png', 'application/zip'];

interface Row {
  readonly payload: 'text' | 'Base64' | 'bytes';
  readonly types: readonly string[];
  readonly handling: ContentHandling | undefined;
}

const PAYLOADS = { text: Buffer.from('hello'), Base64: Buffer.from(TEXT_AS_BASE64), bytes: BYTES };

const handling = ({ handling: contentHandling }: Row) => contentHandling && { contentHandling };

describe('the body of the integration request', () => {
  const binary = 'image/png';
  const text = 'text/plain';

  test.each([
    { payload: 'text', type: text, types: [], handling: UNDEFINED, sent: 'hello' },
    { payload: 'Base64', type: text, types: [], handling: 'CONVERT_TO_BINARY', sent: 'hello' },
    { payload: 'text', type: text, types: [], handling: 'CONVERT_TO_TEXT', sent: 'hello' },
    { payload: 'bytes', type: binary, types: [], handling: UNDEFINED, sent: '\ufffdP\ufffd' },
    { payload: 'text', type: text, types: TYPES, handling: UNDEFINED, sent: 'hello' },
    { payload: 'Base64', type: text, types: TYPES, handling: 'CONVERT_TO_BINARY', sent: 'hello' },
    { payload: 'text', type: text, types: TYPES, handling: 'CONVERT_TO_TEXT', sent: 'hello' },
    { payload: 'bytes', type: binary, types: TYPES, handling: UNDEFINED, sent: BYTES },
    { payload: 'bytes', type: binary, types: TYPES, handling: 'CONVERT_TO_BINARY', sent: BYTES },
    {
      payload: 'bytes',
      type: binary,
      types: TYPES,
      handling: 'CONVERT_TO_TEXT',
      sent: BYTES_AS_BASE64,
    },
    { payload: 'bytes', type: 'IMAGE/PNG; a=b', types: TYPES, handling: UNDEFINED, sent: BYTES },
    { payload: 'bytes', type: binary, types: ['image/*'], handling: UNDEFINED, sent: BYTES },
    { payload: 'bytes', type: binary, types: ['*/*'], handling: UNDEFINED, sent: BYTES },
    {
      payload: 'bytes',
      type: 'image/jpeg',
      types: TYPES,
      handling: UNDEFINED,
      sent: '\ufffdP\ufffd',
    },
  ] as const)(`${DG}: $payload as $type with $types, $handling`, async (row) => {
    const { sent } = await throughBackend({
      integration: anHttp({ ...handling(row) }),
      api: { binaryMediaTypes: row.types },
      request: { body: PAYLOADS[row.payload], headers: [['Content-Type', row.type]] },
    });

    expect(Buffer.from(sent?.body ?? '')).toEqual(Buffer.from(row.sent));
  });

  test('is an error when it should be Base64 and is not', async () => {
    const response = await serveOne({
      integration: anIntegration({ contentHandling: 'CONVERT_TO_BINARY' }),
      request: { body: '{"a":1}' },
    });

    expect(response.statusCode).toBe(500);
    expect(response.entry?.error).toContain('Unable to base64 decode the body');
  });

  test.each([
    { body: 'hello', handling: UNDEFINED, sent: '[hello]' },
    { body: BYTES, handling: 'CONVERT_TO_TEXT', sent: `[${BYTES_AS_BASE64}]` },
    { body: BYTES, handling: UNDEFINED, sent: undefined },
  ] as const)('LS-src: is converted before the template: $handling gives $sent', async (row) => {
    const { states, calls } = aRecordingService();

    const response = await serveOne({
      integration: anIntegration({
        requestTemplates: templates({ [binary]: '[$input.body]' }),
        ...(row.handling && { contentHandling: row.handling }),
      }),
      api: { binaryMediaTypes: TYPES },
      request: { body: row.body, headers: [['Content-Type', binary]] },
      options: { states },
    });

    expect(calls[0]?.[1]).toBe(row.sent);
    expect(response.statusCode).toBe(row.sent === undefined ? 500 : 200);
  });
});

describe('the body of the response', () => {
  const binary = 'image/png';
  const text = 'text/plain';

  test.each([
    { payload: 'text', type: text, accept: text, types: [], handling: UNDEFINED, body: 'hello' },
    {
      payload: 'bytes',
      type: binary,
      accept: text,
      types: [],
      handling: UNDEFINED,
      body: '\ufffdP\ufffd',
    },
    {
      payload: 'Base64',
      type: text,
      accept: text,
      types: [],
      handling: 'CONVERT_TO_BINARY',
      body: 'hello',
    },
    {
      payload: 'text',
      type: text,
      accept: text,
      types: [],
      handling: 'CONVERT_TO_TEXT',
      body: 'hello',
    },
    { payload: 'text', type: text, accept: text, types: TYPES, handling: UNDEFINED, body: 'hello' },
    {
      payload: 'Base64',
      type: text,
      accept: text,
      types: TYPES,
      handling: 'CONVERT_TO_BINARY',
      body: 'hello',
    },
    {
      payload: 'text',
      type: text,
      accept: text,
      types: TYPES,
      handling: 'CONVERT_TO_TEXT',
      body: 'hello',
    },
    {
      payload: 'Base64',
      type: text,
      accept: binary,
      types: TYPES,
      handling: UNDEFINED,
      body: 'hello',
    },
    {
      payload: 'Base64',
      type: text,
      accept: binary,
      types: TYPES,
      handling: 'CONVERT_TO_BINARY',
      body: 'hello',
    },
    {
      payload: 'text',
      type: text,
      accept: binary,
      types: TYPES,
      handling: 'CONVERT_TO_TEXT',
      body: 'hello',
    },
    {
      payload: 'bytes',
      type: binary,
      accept: text,
      types: TYPES,
      handling: UNDEFINED,
      body: BYTES_AS_BASE64,
    },
    {
      payload: 'bytes',
      type: binary,
      accept: text,
      types: TYPES,
      handling: 'CONVERT_TO_BINARY',
      body: BYTES,
    },
    {
      payload: 'bytes',
      type: binary,
      accept: text,
      types: TYPES,
      handling: 'CONVERT_TO_TEXT',
      body: BYTES_AS_BASE64,
    },
    {
      payload: 'bytes',
      type: binary,
      accept: binary,
      types: TYPES,
      handling: UNDEFINED,
      body: BYTES,
    },
    {
      payload: 'bytes',
      type: binary,
      accept: binary,
      types: TYPES,
      handling: 'CONVERT_TO_BINARY',
      body: BYTES,
    },
    {
      payload: 'bytes',
      type: binary,
      accept: binary,
      types: TYPES,
      handling: 'CONVERT_TO_TEXT',
      body: BYTES_AS_BASE64,
    },
    {
      payload: 'bytes',
      type: binary,
      accept: '*/*',
      types: ['*/*'],
      handling: UNDEFINED,
      body: BYTES,
    },
    {
      payload: 'bytes',
      type: binary,
      accept: 'image/png, text/html',
      types: TYPES,
      handling: UNDEFINED,
      body: BYTES,
    },
    {
      payload: 'bytes',
      type: binary,
      accept: 'text/html, image/png',
      types: TYPES,
      handling: UNDEFINED,
      body: BYTES_AS_BASE64,
    },
  ] as const)(`${DG}: $payload of $type for Accept $accept with $types, $handling`, async (row) => {
    const { body } = await throughBackend(
      {
        integration: anHttp({ responses: responses({ default: { ...handling(row) } }) }),
        api: { binaryMediaTypes: row.types },
        request: { headers: [['Accept', row.accept]] },
      },
      { headers: [['Content-Type', row.type]], body: PAYLOADS[row.payload] },
    );

    expect(Buffer.from(body)).toEqual(Buffer.from(row.body));
  });

  test('of Step Functions goes through when everything is binary', async () => {
    const response = await serveOne({ api: { binaryMediaTypes: ['*/*'] } });

    expect(response).toMatchObject({ statusCode: 200, body: '{"ok":true}' });
  });

  test('of a mock may be empty when everything is binary', async () => {
    const response = await serveOne({
      integration: aMock({ requestTemplates: templates({ [JSON_TYPE]: '{"statusCode": 200}' }) }),
      api: { binaryMediaTypes: ['*/*'] },
    });

    expect(response.statusCode).toBe(200);
    expect(response.body).toHaveLength(0);
  });

  test('that is other text fails with 500 for a client that accepts bytes', async () => {
    const response = await serveOne({
      api: { binaryMediaTypes: ['image/png'] },
      request: { headers: [['Accept', 'image/png']] },
    });

    expect(response.statusCode).toBe(500);
    expect(response.entry?.error).toContain('Unable to base64 decode the body');
  });
});
