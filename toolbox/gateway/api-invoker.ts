import type { InvokeApi, InvokeApiRequest, InvokeApiResponse } from '../shared/api-invoker.ts';
import type { AwsIdentity } from '../shared/arn.ts';
import type { Api } from '../template/model.ts';
import type { Gateway, GatewayResponse } from './gateway.ts';
import type { Upgrade } from './upgrade.ts';

export interface ServedApi {
  readonly api: Api;
  readonly gateway: Gateway;
  /** Of an API whose clients keep their connections. */
  readonly upgrade?: Upgrade;
  /** Ends what goes on outside requests. */
  readonly close?: () => Promise<void>;
}

export interface ApiInvokerOptions {
  readonly identity: AwsIdentity;
  /** Asked at each call: gateways may be made after the invoker. */
  readonly servedApis: () => readonly ServedApi[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly uuid: () => string;
}

/**
 * Makes what calls the APIs of a template by their endpoints, without a network in between.
 */
export function createApiInvoker(options: ApiInvokerOptions): InvokeApi {
  const { identity, servedApis, now } = options;
  return (request) => {
    const served = servedApis().find(({ api }) =>
      isEndpointOf(request.apiEndpoint, api.apiId, identity),
    );
    if (served === undefined) return undefined;
    return call(served, request, options).then((response) => asReceived(response, request, now()));
  };
}

function isEndpointOf(endpoint: string, apiId: string, { region }: AwsIdentity): boolean {
  const [id, service, endpointRegion] = endpoint.toLowerCase().split('.');
  return id === apiId && service === 'execute-api' && endpointRegion === region;
}

async function call(
  { api, gateway }: ServedApi,
  { apiEndpoint, method, rawPath, rawQuery, headers, body, signer }: InvokeApiRequest,
  { uuid }: ApiInvokerOptions,
): Promise<GatewayResponse> {
  const path = pathWithin(api, rawPath);
  if (path === undefined) return unknownStage(api, uuid());
  const sent = headers.filter(([name]) => name.toLowerCase() !== 'host');
  return gateway({
    method,
    rawPath: path,
    rawQuery,
    headers: [['Host', apiEndpoint], ...sent].flat(),
    body: Buffer.from(body),
    sourceIp: '127.0.0.1',
    sender: { signer },
  });
}

/**
 * What stands behind the name of the stage; undefined when that is another one. The stage `$default`
 * of an HTTP API has none in the path.
 */
function pathWithin({ protocolType, stageName }: Api, rawPath: string): string | undefined {
  if (protocolType === 'HTTP' && stageName === '$default') return rawPath;
  const end = rawPath.indexOf('/', 1);
  const [stage, path] =
    end === -1 ? [rawPath.slice(1), '/'] : [rawPath.slice(1, end), rawPath.slice(end)];
  return stage === stageName ? path : undefined;
}

function unknownStage({ protocolType }: Api, requestId: string): GatewayResponse {
  if (protocolType === 'HTTP') {
    return {
      statusCode: 404,
      headers: [
        ['Content-Type', 'application/json'],
        ['Apigw-Requestid', requestId],
      ],
      body: '{"message":"Not Found"}',
    };
  }
  return {
    statusCode: 403,
    headers: [
      ['x-amzn-RequestId', requestId],
      ['x-amzn-ErrorType', 'ForbiddenException'],
      ['Content-Type', 'application/json'],
    ],
    body: '{"message":"Forbidden"}',
  };
}

/** A caller of this process reads text. */
function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}

/** Adds the headers that the connection would bring. */
function asReceived(
  { statusCode, headers, body }: GatewayResponse,
  { method }: InvokeApiRequest,
  nowMs: number,
): InvokeApiResponse {
  return {
    statusCode,
    headers: [
      ['Date', new Date(nowMs).toUTCString()],
      ['Content-Length', String(Buffer.byteLength(body))],
      ['Connection', 'keep-alive'],
      ...headers,
    ],
    body: method === 'HEAD' ? '' : textOf(body),
  };
}
