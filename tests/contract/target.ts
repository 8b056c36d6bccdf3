import { SFNClient } from '@aws-sdk/client-sfn';
import { type HttpRequest, type HttpResponse, sendHttpRequest } from './http-request.ts';
import { createRequestSigner, type RequestSigner } from './sign-request.ts';

/** The application under test: a deployed stage (`API_BASE_URL`) or the local runtime. */
export interface Target {
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Where the executions are looked up. */
  readonly stepFunctions: SFNClient;
  close(): Promise<void>;
}

export async function openTarget(): Promise<Target> {
  const deployedUrl = process.env['API_BASE_URL'];
  return deployedUrl === undefined ? openLocalTarget() : openDeployedTarget(deployedUrl);
}

async function openLocalTarget(): Promise<Target> {
  const { startLocalRuntime } = await import('../local-runtime.ts');
  const { apiUrl, stepFunctionsUrl, close } = await startLocalRuntime();
  const stepFunctions = new SFNClient({
    endpoint: stepFunctionsUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    send: (request) => sendHttpRequest(apiUrl, request),
    stepFunctions,
    async close() {
      stepFunctions.destroy();
      await close();
    },
  };
}

/** Region, credentials and endpoint (`AWS_ENDPOINT_URL`) come from where the SDK finds them. */
async function openDeployedTarget(deployedUrl: string): Promise<Target> {
  const apiUrl = deployedUrl.replace(/\/$/, '');
  const stepFunctions = new SFNClient({});
  const sign = (await asksForSignature(apiUrl)) ? createRequestSigner(stepFunctions) : unsigned;
  return {
    send: async (request) => sendHttpRequest(apiUrl, await sign(apiUrl, request)),
    stepFunctions,
    async close() {
      stepFunctions.destroy();
    },
  };
}

const unsigned: RequestSigner = async (_apiUrl, request) => request;

/** Authorization comes first: an API without it says 400 to a body that is no object. */
async function asksForSignature(apiUrl: string): Promise<boolean> {
  const probe = { method: 'POST', path: '/execute', headers: JSON_TYPE, body: '[]' };
  return (await sendHttpRequest(apiUrl, probe)).statusCode === 403;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** `POST /execute` with a JSON text. */
export function executeRequest(
  body: string,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  return { method: 'POST', path: '/execute', headers: { ...JSON_TYPE, ...headers }, body };
}
