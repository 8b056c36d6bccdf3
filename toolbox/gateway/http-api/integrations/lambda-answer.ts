import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import type { PayloadFormatVersion } from '../../../template/http-api-model.ts';
import type { HeaderPair, Payload } from '../../gateway.ts';
import { headerValue, isFinalStatus, isHeaderName } from '../../http-rules.ts';
import { APPLICATION_JSON } from '../../media-type.ts';
import type { HttpIntegrationResponse } from '../context.ts';
import { HttpApiError } from '../http-api-error.ts';

const DEFAULT_CONTENT_TYPE = 'text/plain; charset=utf-8';

/**
 * Makes the response of what a function has answered.
 *
 * @param payload - its JSON text
 * @throws HttpApiError INTERNAL_ERROR when it is no answer of the format
 * @see "Working with AWS Lambda proxy integrations for HTTP APIs" (API Gateway Developer Guide)
 */
export function readLambdaAnswer(
  payload: string,
  version: PayloadFormatVersion,
): HttpIntegrationResponse {
  const answer = parsed(payload);
  if (isJsonObject(answer) && Object.hasOwn(answer, 'statusCode')) {
    return explicitAnswer(answer, version);
  }
  // Local runtime: with the format 1.0 an object without a status is assumed to be an error.
  if (version === '1.0') throw malformed('must be an object with a statusCode');
  return {
    statusCode: 200,
    headers: [['content-type', APPLICATION_JSON]],
    body: typeof answer === 'string' ? answer : payload,
  };
}

/** What is no JSON comes from an endpoint elsewhere, and counts as text. */
function parsed(payload: string): JsonValue | undefined {
  try {
    return JSON.parse(payload) as JsonValue;
  } catch {
    return undefined;
  }
}

function explicitAnswer(
  answer: JsonObject,
  version: PayloadFormatVersion,
): HttpIntegrationResponse {
  const headers = version === '1.0' ? headers1(answer) : headers2(answer);
  const hasContentType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    statusCode: readStatusCode(answer['statusCode']),
    headers: hasContentType ? headers : [...headers, ['content-type', DEFAULT_CONTENT_TYPE]],
    body: readBody(answer),
  };
}

/** An integer. Local runtime: its text is assumed to do as well. */
function readStatusCode(value: JsonValue | undefined): number {
  const statusCode = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof statusCode === 'number' && isFinalStatus(statusCode)) return statusCode;
  throw malformed(
    `must have an integer from 200 to 599 as statusCode, not ${JSON.stringify(value)}`,
  );
}

function readBody({ body = '', isBase64Encoded }: JsonObject): Payload {
  const text = readScalar(body ?? '', 'body');
  return isBase64Encoded === true ? Buffer.from(text, 'base64') : text;
}

function headers2(answer: JsonObject): readonly HeaderPair[] {
  const { cookies = [] } = answer;
  if (!Array.isArray(cookies)) throw malformed('must have a list as cookies');
  return [
    ...singleHeaders(answer),
    ...cookies.map((cookie): HeaderPair => ['set-cookie', headerText(cookie, 'cookies')]),
  ];
}

/** The single value comes first; a value that the list repeats occurs once. */
function headers1(answer: JsonObject): readonly HeaderPair[] {
  const lists = answer['multiValueHeaders'] ?? {};
  if (!isJsonObject(lists)) throw malformed('must have an object as multiValueHeaders');
  const listed = Object.entries(lists).flatMap(([name, values]) => {
    if (!Array.isArray(values)) throw malformed(`must have a list as multiValueHeaders.${name}`);
    return values.map((value): HeaderPair => headerPair(name, value));
  });
  const singles = singleHeaders(answer);
  const isSingle = ([name, value]: HeaderPair): boolean =>
    singles.some(([one, other]) => one.toLowerCase() === name.toLowerCase() && other === value);
  return [...singles, ...listed.filter((pair) => !isSingle(pair))];
}

function singleHeaders(answer: JsonObject): readonly HeaderPair[] {
  const headers = answer['headers'] ?? {};
  if (!isJsonObject(headers)) throw malformed('must have an object as headers');
  return Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [headerPair(name, value)],
  );
}

function headerPair(name: string, value: JsonValue): HeaderPair {
  if (!isHeaderName(name)) throw malformed(`has ${JSON.stringify(name)}, which is no header`);
  return [name, headerText(value, `headers.${name}`)];
}

function headerText(value: JsonValue, place: string): string {
  return headerValue(readScalar(value, place));
}

function readScalar(value: JsonValue, place: string): string {
  if (typeof value !== 'object') return String(value);
  throw malformed(`must have a text as ${place}`);
}

function malformed(complaint: string): HttpApiError {
  return new HttpApiError('INTERNAL_ERROR', { reason: `the function's answer ${complaint}` });
}
