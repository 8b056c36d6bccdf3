import { traceRoot } from '../../shared/trace-root.ts';
import type { GatewayRequest, GatewayResponse } from '../gateway.ts';
import { APPLICATION_JSON } from '../media-type.ts';
import { headerOf } from '../signature.ts';
import type { Connection } from './connection.ts';
import type {
  Authorization,
  ConnectContext,
  ConnectionDetails,
  DisconnectContext,
  Disconnection,
  MessageContext,
} from './context.ts';
import type { DeployedRoute, WebSocketDeployment } from './deployment.ts';
import { badRequestBody, errorBody } from './error-body.ts';
import type { Handshake } from './handlers/accept-answer.ts';
import { newId } from './new-id.ts';
import { eventStages } from './stages.ts';
import { asWebSocketApiError, type WebSocketApiError } from './web-socket-api-error.ts';
import type { WebSocketApiGatewayOptions } from './web-socket-api-gateway.ts';

/** A client whose `$connect` has ended well. */
export interface Admission {
  readonly details: ConnectionDetails;
  readonly authorization: Authorization;
  readonly handshake: Handshake;
}

/** What runs the routes of an API; none of it rejects. */
export interface ConnectionEventHandlers {
  /** Gives the answer to the upgrade of a client that may not connect. */
  connect(incoming: GatewayRequest): Promise<Admission | GatewayResponse>;
  message(connection: Connection, text: string): Promise<void>;
  disconnected(connection: Connection, disconnection: Disconnection): Promise<void>;
}

export function createConnectionEvents(
  deployment: WebSocketDeployment,
  options: WebSocketApiGatewayOptions,
): ConnectionEventHandlers {
  const { clock, uuid } = options;
  const tools: EventTools = {
    stages: eventStages(deployment, options),
    newEvent: () => ({
      deployment,
      requestId: newId(uuid()),
      traceId: newTraceId(clock.now(), uuid()),
      requestTimeMs: clock.now(),
    }),
    newId: () => newId(uuid()),
    log: eventLog(options),
  };
  return {
    connect: (incoming) => connect(incoming, tools),
    message: (connection, body) => runMessage(connection, body, tools),
    disconnected: (connection, disconnection) => disconnected(connection, disconnection, tools),
  };
}

interface EventTools {
  readonly stages: ReturnType<typeof eventStages>;
  readonly newEvent: () => Pick<
    ConnectContext,
    'deployment' | 'requestId' | 'requestTimeMs' | 'traceId'
  >;
  readonly newId: () => string;
  readonly log: ReturnType<typeof eventLog>;
}

async function connect(
  incoming: GatewayRequest,
  { stages, newEvent, newId: newConnectionId, log }: EventTools,
): Promise<Admission | GatewayResponse> {
  const event = newEvent();
  const details = detailsOf(incoming, newConnectionId(), event.requestTimeMs);
  const context: ConnectContext = { ...event, eventType: 'CONNECT', details, incoming };
  try {
    const { authorization, handshake } = await stages.connect.run(context);
    log(context, 101);
    return { details, authorization, handshake };
  } catch (thrown) {
    const error = asWebSocketApiError(thrown);
    log(context, error.statusCode, error.message);
    return refusedUpgrade(error, context);
  }
}

async function runMessage(
  { details, authorization, send }: Connection,
  body: string,
  { stages, newEvent, newId: newMessageId, log }: EventTools,
): Promise<void> {
  const own = { details, authorization, messageId: newMessageId(), body };
  const context: MessageContext = { ...newEvent(), eventType: 'MESSAGE', ...own };
  try {
    const { frame, answer } = await stages.message.run(context);
    if (frame !== undefined) send(frame);
    log(context, 200, answer?.error);
  } catch (thrown) {
    const error = asWebSocketApiError(thrown);
    send(errorFrame(error, context));
    log(context, error.statusCode, error.message);
  }
}

async function disconnected(
  { details, authorization }: Connection,
  disconnection: Disconnection,
  { stages, newEvent, log }: EventTools,
): Promise<void> {
  const own = { details, authorization, disconnection };
  const context: DisconnectContext = { ...newEvent(), eventType: 'DISCONNECT', ...own };
  try {
    const finished = await stages.disconnect?.run(context);
    log(context, 200, finished?.answer?.error);
  } catch (thrown) {
    const error = asWebSocketApiError(thrown);
    log(context, error.statusCode, error.message);
  }
}

function detailsOf(
  incoming: GatewayRequest,
  connectionId: string,
  connectedAtMs: number,
): ConnectionDetails {
  return {
    connectionId,
    connectedAtMs,
    domainName: headerOf(incoming, 'host') ?? '',
    sourceIp: incoming.sourceIp,
    userAgent: headerOf(incoming, 'user-agent'),
  };
}

function newTraceId(timeMs: number, uuid: string): string {
  return traceRoot(timeMs, uuid.replaceAll('-', '').slice(0, 24));
}

/** Local runtime: the body of a refusal is that of an error frame. */
function refusedUpgrade(
  { statusCode, clientMessage }: WebSocketApiError,
  { details, requestId }: ConnectContext,
): GatewayResponse {
  return {
    statusCode,
    headers: [
      ['Content-Type', APPLICATION_JSON],
      ['x-amzn-RequestId', requestId],
    ],
    body: errorBody(clientMessage, details.connectionId, requestId),
  };
}

/** A client learns of a failure that there is one, and no more. */
function errorFrame(
  { statusCode, clientMessage }: WebSocketApiError,
  { details, requestId, messageId }: MessageContext,
): string {
  const { connectionId } = details;
  if (statusCode === 400) return badRequestBody(connectionId, messageId);
  const message = statusCode < 500 ? clientMessage : 'Internal server error';
  return errorBody(message, connectionId, requestId);
}

type EventContext = (ConnectContext | DisconnectContext | MessageContext) & {
  readonly route?: DeployedRoute;
};

const EVENT_ROUTES = { CONNECT: '$connect', DISCONNECT: '$disconnect', MESSAGE: undefined };

/** One line for each event: the stages have filled in what they found out before one failed. */
function eventLog({ log, clock }: WebSocketApiGatewayOptions) {
  return (context: EventContext, status: number, error?: string): void => {
    const { eventType, requestId, details, route, requestTimeMs } = context;
    const routeKey = route?.definition.routeKey ?? EVENT_ROUTES[eventType];
    log?.({
      requestId,
      method: eventType,
      path: routeKey === undefined ? details.connectionId : `${routeKey} ${details.connectionId}`,
      status,
      durationMs: clock.now() - requestTimeMs,
      ...(error !== undefined && { error }),
    });
  };
}
