import { encodeRfc3986 } from '../../shared/encode-rfc3986.ts';
import { type Environment, localCredentials, localEndpoint } from '../../shared/local-services.ts';
import type { Integration } from '../../template/model.ts';
import { callBackend, type SendBackendRequest, unreachableBackend } from './backend.ts';
import { type BackendCallContext, backendHeaders } from './backend-headers.ts';
import { compileEndpoint, type EndpointOf } from './endpoint.ts';
import { backendEndpointResponse } from './http.ts';
import type { EndpointResponse, IntegrationCall } from './integration-exchange.ts';
import { checkServiceHeaders } from './service-headers.ts';

/** A bucket may stand in front of the service instead of in the path. */
const S3_PATH_URI = /^arn:[\w-]+:apigateway:([\w-]*):(?:([\w.-]+)\.)?s3:path\/*(.*)$/;

interface S3Target {
  readonly region: string;
  /** `/bucket/key`, with path parameters such as `{key}`. */
  readonly path: string;
}

/** What an integration URI names in S3; undefined when it is no path of S3. */
export function s3Target(uri: string | undefined): S3Target | undefined {
  const [match, region = '', bucket, rest = ''] = S3_PATH_URI.exec(uri ?? '') ?? [];
  if (match === undefined) return undefined;
  return { region, path: bucket === undefined ? `/${rest}` : `/${bucket}/${rest}` };
}

/** What to do when there is no S3 to call; undefined when there is. */
export function missingS3(environment: Environment): string | undefined {
  if (localEndpoint('s3', environment) !== undefined) return undefined;
  return 'there is no local S3 to call: set AWS_ENDPOINT_URL_S3 to the URL of one';
}

export interface S3Options {
  readonly send: SendBackendRequest;
  readonly environment: Environment;
}

interface S3CallContext extends BackendCallContext {
  /** Milliseconds since 1970. */
  readonly requestTimeMs: number;
}

/**
 * Calls S3 by the path, at the local endpoint that the environment names. AWS itself is never
 * called.
 *
 * @throws GatewayError by the call: API_CONFIGURATION_ERROR when a header is mapped that no service
 * accepts, INTEGRATION_FAILURE when there is no S3 or it does not answer
 * @see "Tutorial: Create a REST API as an Amazon S3 proxy" (API Gateway Developer Guide)
 */
export function s3Call(
  { httpMethod = 'GET' }: Integration,
  { path, region }: S3Target,
  { send, environment }: S3Options,
): IntegrationCall<S3CallContext> {
  const url = localEndpoint('s3', environment);
  if (url === undefined) {
    return () => {
      throw unreachableBackend(missingS3(environment) ?? '');
    };
  }
  const endpointOf = compileEndpoint(`${url.replace(/\/+$/, '')}${path}`, encodeKey);
  const credentials = localCredentials(environment);
  return async (context, abandoned) => {
    const request = unsigned(context, httpMethod, endpointOf);
    const { signedHeaders } = await import('./signed-headers.ts');
    const headers = await signedHeaders(request, {
      credentials,
      region,
      service: 's3',
      timeMs: context.requestTimeMs,
    });
    const response = await callBackend(send, { ...request, headers, signal: abandoned() });
    return withReason(backendEndpointResponse(response));
  };
}

function unsigned(context: BackendCallContext, method: string, endpointOf: EndpointOf) {
  const { integrationRequest } = context;
  checkServiceHeaders(integrationRequest.headers);
  return {
    endpoint: endpointOf(integrationRequest),
    method,
    headers: backendHeaders(context),
    body: integrationRequest.body,
  };
}

/** As S3 encodes a key for the signature: all but its slashes. */
function encodeKey(key: string): string {
  return key.split('/').map(encodeRfc3986).join('/');
}

function withReason(response: EndpointResponse): EndpointResponse {
  if (response.statusCode < 400) return response;
  const body = Buffer.from(response.body).toString('utf8');
  const [code, message] = ['Code', 'Message'].map(
    (name) => new RegExp(`<${name}>([^<]{0,200})`).exec(body)?.[1],
  );
  return { ...response, error: ['S3', code, message].filter(Boolean).join(': ') };
}
