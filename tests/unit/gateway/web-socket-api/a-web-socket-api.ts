import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { WebSocket } from 'ws';
import type { RequestLogEntry } from '../../../../toolbox/gateway/gateway.ts';
import { createGatewayServer } from '../../../../toolbox/gateway/server.ts';
import {
  createWebSocketApiGateway,
  type WebSocketApiGatewayOptions,
} from '../../../../toolbox/gateway/web-socket-api/web-socket-api-gateway.ts';
import type { InvokeRequest, InvokeResult } from '../../../../toolbox/shared/function-invoker.ts';
import type { JsonObject } from '../../../../toolbox/shared/json.ts';
import { listen, stopListening } from '../../../../toolbox/shared/listen.ts';
import type {
  WebSocketApi,
  WebSocketIntegration,
  WebSocketIntegrationResponse,
  WebSocketRoute,
} from '../../../../toolbox/template/web-socket-api-model.ts';
import {
  aRecordingBackend,
  aRecordingService,
  aTemplate,
  FUNCTION_ARN,
  IDENTITY,
  LAMBDA_URI,
} from '../an-api.ts';

const POSITION = { file: 'template.yaml', line: 1, column: 1 };
const STATES_URI = 'arn:aws:apigateway:eu-west-1:states:action/StartExecution';
export const ROLE_ARN = 'arn:aws:iam::123456789012:role/web-socket';

export function aWebSocketApi(changes: Partial<WebSocketApi> = {}): WebSocketApi {
  return {
    protocolType: 'WEBSOCKET',
    logicalId: 'Chat',
    apiId: 'abcde12345',
    name: 'chat',
    stageName: 'dev',
    stageVariables: {},
    position: POSITION,
    routeSelectionExpression: '$request.body.action',
    apiKeySelectionExpression: '$request.header.x-api-key',
    routes: [aRoute('$default')],
    models: {},
    apiKeys: [],
    ...changes,
  };
}

/** A route to a Lambda proxy. */
export function aRoute(routeKey: string, changes: Partial<WebSocketRoute> = {}): WebSocketRoute {
  return {
    routeKey,
    position: POSITION,
    authorization: { type: 'NONE' },
    apiKeyRequired: false,
    requestModels: {},
    isTwoWay: false,
    integration: anIntegration(),
    ...changes,
  };
}

export function anIntegration(changes: Partial<WebSocketIntegration> = {}): WebSocketIntegration {
  return {
    position: POSITION,
    integrationType: 'AWS_PROXY',
    integrationMethod: 'POST',
    integrationUri: LAMBDA_URI,
    passthroughBehavior: 'WHEN_NO_MATCH',
    requestParameters: {},
    requestTemplates: {},
    timeoutInMillis: 29_000,
    integrationResponses: [],
    ...changes,
  };
}

/** StartExecution with the template that the message goes through. */
export function aStatesIntegration(
  template: string,
  changes: Partial<WebSocketIntegration> = {},
): WebSocketIntegration {
  return anIntegration({
    integrationType: 'AWS',
    integrationUri: STATES_URI,
    credentialsArn: ROLE_ARN,
    templateSelectionExpression: '\\$default',
    requestTemplates: { $default: aTemplate(template) },
    ...changes,
  });
}

export function aMock(
  template: string,
  changes: Partial<WebSocketIntegration> = {},
): WebSocketIntegration {
  const { integrationUri: _, ...integration } = anIntegration({
    integrationType: 'MOCK',
    requestTemplates: { $default: aTemplate(template) },
    ...changes,
  });
  return integration;
}

/** An integration response with the template under `$default`, or without one. */
export function aResponse(
  template?: string,
  changes: Partial<WebSocketIntegrationResponse> = {},
): WebSocketIntegrationResponse {
  return {
    position: POSITION,
    integrationResponseKey: '$default',
    responseTemplates: template === undefined ? {} : { $default: aTemplate(template) },
    ...changes,
  };
}

/** What functions answer, by event: a payload, or an error when it begins with `Error: `. */
export type Answers = (event: JsonObject) => string | Promise<string>;

/** A Lambda that tells how it was invoked. */
export function aListeningLambda(answers: Answers = () => '{"statusCode":200}') {
  const calls: (InvokeRequest & { readonly event: JsonObject })[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  return {
    calls,
    events: (): JsonObject[] => calls.map(({ event }) => event),
    /** Resolves when there have been so many calls. */
    called: (count: number): Promise<void> =>
      new Promise((resolve) => {
        if (calls.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    async lambda(request: InvokeRequest): Promise<InvokeResult> {
      const event = JSON.parse(request.payload) as JsonObject;
      calls.push({ ...request, event });
      for (const { count, resolve } of waiting) if (calls.length >= count) resolve();
      const answer = await answers(event);
      const result = { executedVersion: '$LATEST', requestId: 'request' };
      return answer.startsWith('Error: ')
        ? {
            ...result,
            functionError: 'Unhandled',
            payload: JSON.stringify({ errorType: 'Error', errorMessage: answer.slice(7) }),
          }
        : { ...result, payload: answer };
    },
  };
}

export interface ServedWebSocketApi {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly host: string;
  readonly log: RequestLogEntry[];
  /** Ends the connections as the end of the runtime does. */
  close(): Promise<void>;
  stop(): Promise<void>;
}

export async function serve(
  api: WebSocketApi,
  changes: Partial<WebSocketApiGatewayOptions> = {},
): Promise<ServedWebSocketApi> {
  const log: RequestLogEntry[] = [];
  const { gateway, upgrade, close } = createWebSocketApiGateway(api, {
    identity: IDENTITY,
    states: aRecordingService().states,
    lambda: aListeningLambda().lambda,
    sendRequest: aRecordingBackend().sendRequest,
    principalOf: () => undefined,
    clock: { now: Date.now, sleep: () => new Promise(() => {}) },
    uuid: randomUUID,
    log: (entry) => log.push(entry),
    ...changes,
  });
  const server: Server = createGatewayServer(gateway, { listenHost: '127.0.0.1', upgrade });
  const url = await listen(server, 0, '127.0.0.1');
  const clients = new Set<import('node:net').Socket>();
  server.on('connection', (socket) => clients.add(socket));
  return {
    url,
    host: url.slice('http://'.length),
    log,
    close,
    stop() {
      for (const socket of clients) socket.destroy();
      return stopListening(server);
    },
  };
}

export interface ConnectOptions {
  readonly path?: string;
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client that remembers what it receives. */
export class Client {
  readonly socket: WebSocket;
  readonly #received: string[] = [];
  #waiting: ((text: string) => void) | undefined;
  /** How the server has closed the connection. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;

  constructor(url: string, { path = '/', protocols = [], headers = {} }: ConnectOptions = {}) {
    this.socket = new WebSocket(url.replace('http', 'ws') + path, [...protocols], { headers });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    this.socket.on('message', (data) => {
      const text = data.toString();
      if (this.#waiting === undefined) this.#received.push(text);
      else this.#waiting(text);
      this.#waiting = undefined;
    });
  }

  opened(): Promise<unknown> {
    return once(this.socket, 'open');
  }

  /** What the server answers instead of opening the connection. */
  async refusal(): Promise<{ readonly status: number; readonly body: string }> {
    const [, response] = await once(this.socket, 'unexpected-response');
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return { status: response.statusCode, body: Buffer.concat(chunks).toString() };
  }

  /** What the upgrade is answered with: 101 when the connection opens. */
  status(): Promise<number> {
    const refused = this.refusal().then(({ status }) => status);
    return Promise.race([this.opened().then(() => 101), refused]);
  }

  send(message: string | JsonObject): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  next(): Promise<string> {
    const text = this.#received.shift();
    if (text !== undefined) return Promise.resolve(text);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }
}

export async function connect(
  { url }: Pick<ServedWebSocketApi, 'url'>,
  options?: ConnectOptions,
): Promise<Client> {
  const client = new Client(url, options);
  await client.opened();
  return client;
}

export { FUNCTION_ARN, LAMBDA_URI };
