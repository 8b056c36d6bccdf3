import { SFNClient } from '@aws-sdk/client-sfn';
import { type HttpRequest, type HttpResponse, sendHttpRequest } from './http-request.ts';
import { createRequestSigner, type RequestSigner } from './sign-request.ts';

/** The application under test: a deployed stage (`API_BASE_URL`) or the local runtime. */
export interface Target {
  /** Signs the request when the API asks for it. */
  send(request: HttpRequest): Promise<HttpResponse>;
  sendUnsigned(request: HttpRequest): Promise<HttpResponse>;
  /** Where the executions are looked up. */
  readonly stepFunctions: SFNClient;
  close(): Promise<void>;
}

export async function openTarget(): Promise<Target> {
  const deployedUrl = process.env['API_BASE_URL'];
  return deployedUrl === undefined ? openLocalTarget() : openDeployedTarget(deployedUrl);
}

const LOCAL_KEYS = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local-secret' };

/** The runtime verifies signatures, as the deployed stage does by default. */
async function openLocalTarget(): Promise<Target> {
  const { startLocalRuntime } = await import('../local-runtime.ts');
  const { apiUrl, stepFunctionsUrl, close } = await startLocalRuntime(['--enforce-auth'], {
    AWS_ACCESS_KEY_ID: LOCAL_KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_KEYS.secretAccessKey,
    AWS_SESSION_TOKEN: '',
  });
  const stepFunctions = new SFNClient({
    endpoint: stepFunctionsUrl,
    region: 'us-east-1',
    credentials: LOCAL_KEYS,
  });
  return targetAt(apiUrl, stepFunctions, createRequestSigner(stepFunctions), close);
}

/** Region, credentials and endpoint (`AWS_ENDPOINT_URL`) come from where the SDK finds them. */
async function openDeployedTarget(deployedUrl: string): Promise<Target> {
  const apiUrl = deployedUrl.replace(/\/$/, '');
  const stepFunctions = new SFNClient({});
  const sign = (await asksForSignature(apiUrl)) ? createRequestSigner(stepFunctions) : unsigned;
  return targetAt(apiUrl, stepFunctions, sign, async () => {});
}

function targetAt(
  apiUrl: string,
  stepFunctions: SFNClient,
  sign: RequestSigner,
  close: () => Promise<void>,
): Target {
  return {
    send: async (request) => sendHttpRequest(apiUrl, await sign(apiUrl, request)),
    sendUnsigned: (request) => sendHttpRequest(apiUrl, request),
    stepFunctions,
    async close() {
      stepFunctions.destroy();
      await close();
    },
  };
}

const unsigned: RequestSigner = async (_apiUrl, request) => request;

/** Authorization comes first: an API without it says 400 to a body that is no object. */
async function asksForSignature(apiUrl: string): Promise<boolean> {
  return (await sendHttpRequest(apiUrl, executeRequest('[]'))).statusCode === 403;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** A `POST` with a JSON text. */
export function postRequest(
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  return { method: 'POST', path, headers: { ...JSON_TYPE, ...headers }, body };
}

/** `POST /execute` with a JSON text. */
export function executeRequest(
  body: string,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  return postRequest('/execute', body, headers);
}
