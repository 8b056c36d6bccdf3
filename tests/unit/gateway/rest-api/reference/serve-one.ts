import type {
  GatewayRequest,
  GatewayResponse,
  RequestLogEntry,
} from '../../../../../toolbox/gateway/gateway.ts';
import type {
  BackendRequest,
  BackendResponse,
} from '../../../../../toolbox/gateway/integrations/backend.ts';
import type { RestApiGatewayOptions } from '../../../../../toolbox/gateway/rest-api/rest-api-gateway.ts';
import type {
  Integration,
  IntegrationResponse,
  Method,
  RestApi,
} from '../../../../../toolbox/template/model.ts';
import {
  aMethod,
  aMock,
  anIntegration,
  anIntegrationResponse,
  aRecordingBackend,
  aRequest,
  aRestApi,
  aTemplate,
  respond,
} from '../../an-api.ts';

export const JSON_TYPE = 'application/json';
export const URL = 'http://127.0.0.1:8080/backend';
export const S3_URI = 'arn:aws:apigateway:eu-west-1:s3:path/{bucket}/{key}';

type Headers = readonly (readonly [string, string])[];
type Sent = Omit<Partial<GatewayRequest>, 'headers' | 'body'> & {
  readonly headers?: Headers;
  readonly body?: string | Uint8Array;
};

export interface OneMethod {
  readonly integration?: Integration;
  readonly method?: Partial<Method>;
  readonly api?: Partial<RestApi>;
  readonly request?: Sent;
  readonly options?: Partial<RestApiGatewayOptions>;
}

export type Answer = GatewayResponse & { readonly entry: RequestLogEntry | undefined };

/** Sends a request to an API that has one method, which declares the usual statuses. */
export function serveOne({
  integration,
  method,
  api,
  request,
  options,
}: OneMethod): Promise<Answer> {
  const methodResponses = Object.fromEntries(
    ['200', '201', '400', '404', '500', '502'].map((status) => [status, { headers: [] }]),
  );
  const definition = aMethod({
    methodResponses,
    ...(integration && { integration }),
    ...method,
  });
  return respond(aRestApi({ methods: [definition], ...api }), aRequest(request), options);
}

/** Templates by media type, from their texts. */
export function templates(texts: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(texts).map(([type, text]) => [type, aTemplate(text)]));
}

/** A mock whose default response has this template. */
export function aMockWith(
  responseTemplate: string,
  requestTemplate = '{"statusCode": 200}',
): Integration {
  return aMock({
    requestTemplates: templates({ [JSON_TYPE]: requestTemplate }),
    responses: [
      anIntegrationResponse({ responseTemplates: templates({ [JSON_TYPE]: responseTemplate }) }),
    ],
  });
}

/** Responses by pattern; `default` has none. */
export function responses(
  byPattern: Readonly<Record<string, Partial<IntegrationResponse>>>,
): IntegrationResponse[] {
  return Object.entries(byPattern).map(([pattern, response]) =>
    anIntegrationResponse({
      ...(pattern !== 'default' && { selectionPattern: pattern }),
      ...response,
    }),
  );
}

export function anHttp(changes: Partial<Integration> = {}): Integration {
  return anIntegration({ type: 'HTTP', httpMethod: 'POST', uri: URL, ...changes });
}

export function anHttpProxy(changes: Partial<Integration> = {}): Integration {
  return anIntegration({
    type: 'HTTP_PROXY',
    httpMethod: 'ANY',
    uri: URL,
    responses: [],
    ...changes,
  });
}

/** Sends a request through an integration to a backend, and tells what it received. */
export async function throughBackend(
  call: OneMethod,
  answer: Partial<BackendResponse> = {},
): Promise<Answer & { readonly sent: BackendRequest | undefined }> {
  const { sendRequest, requests } = aRecordingBackend(answer);
  const response = await serveOne({ ...call, options: { sendRequest, ...call.options } });
  return { ...response, sent: requests[0] };
}

/** The values of a header that a backend received. */
export function sentHeader(sent: BackendRequest | undefined, name: string): string[] {
  return (sent?.headers ?? [])
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}

/** A body as text. */
export function textOf(body: string | Uint8Array | undefined): string {
  return typeof body === 'string' ? body : Buffer.from(body ?? []).toString('utf8');
}
