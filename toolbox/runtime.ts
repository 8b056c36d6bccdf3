import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApiInvoker, type ServedApi } from './gateway/api-invoker.ts';
import type { RequestLogEntry } from './gateway/context.ts';
import {
  createRestApiGateway,
  type RestApiGateway,
  type RestApiGatewayOptions,
} from './gateway/rest-api-gateway.ts';
import { createGatewayServer } from './gateway/server.ts';
import { type Credentials, sigV4Authorizer } from './gateway/sigv4.ts';
import { createAuthorizer } from './iam/create-authorizer.ts';
import { functionPrincipals } from './lambda/function-principals.ts';
import { createInvokeApi } from './lambda/invoke-api.ts';
import { createLambdaService, type LambdaService } from './lambda/lambda-service.ts';
import { noticesOf } from './runtime-notices.ts';
import { createStates } from './runtime-states.ts';
import type { Execution } from './sfn/execution.ts';
import type { MockConfiguration } from './sfn/mock-configuration.ts';
import { createServiceClients } from './sfn/sdk/service-clients.ts';
import { createServiceEndpoint } from './sfn/service-endpoint.ts';
import { systemClock } from './shared/clock.ts';
import { listen, stopListening } from './shared/listen.ts';
import type { Authorize } from './shared/principal.ts';
import type { HistoryRecord } from './states/history.ts';
import type { RestApi, SamTemplate } from './template/model.ts';

export type { Credentials };

export interface RuntimeOptions {
  readonly template: SamTemplate;
  /** Address to listen on. */
  readonly host: string;
  /** Port of the first API; the others get the next ones. 0 picks a free port for each. */
  readonly port: number;
  /** Port of the Step Functions and Lambda endpoint; 0 picks a free one. */
  readonly sfnPort: number;
  /** Logical id of the API that gets `port`; the first of the template otherwise. */
  readonly api?: string;
  /** Finished executions to remember. */
  readonly keep: number;
  /** Factor on Wait states and retry intervals. */
  readonly timeScale: number;
  /** The credentials that a request must be signed with where the API asks for AWS_IAM. */
  readonly credentials?: Credentials;
  readonly enforceThrottling: boolean;
  readonly mockConfiguration?: MockConfiguration;
  /** Test case of executions that name none. */
  readonly mockCase?: string;
  /** Where functions are invoked that cannot run here. */
  readonly lambdaEndpoint?: URL;
  /** Variables of a function that replace those of the template, by logical id. */
  readonly environmentVariables: (logicalId: string) => Readonly<Record<string, string>>;
  /** Where the URLs of local services stand: `AWS_ENDPOINT_URL_<SERVICE>`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The bundled program of the worker threads that run functions. */
  readonly workerUrl: URL;
  readonly log: RuntimeLog;
}

/** What happens while the runtime serves. */
export interface RuntimeLog {
  request(api: RestApi, entry: RequestLogEntry): void;
  executionStarted(execution: Execution): void;
  executionEnded(execution: Execution): void;
  transition?(execution: Execution, record: HistoryRecord): void;
  functionOutput(functionName: string, line: string): void;
  fault(error: unknown): void;
}

export interface Runtime {
  /** The APIs in the order of their ports. */
  readonly apis: readonly { readonly api: RestApi; readonly url: string }[];
  readonly stepFunctionsUrl: string;
  /** What differs from AWS for this template, each on a line. */
  readonly notices: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts everything that a template describes. Every port accepts connections when the promise resolves; nothing
 * listens when it rejects.
 *
 * @throws ListenError
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { template, host } = options;
  const servers: Server[] = [];
  let lambda: LambdaService | undefined;

  const close = async (): Promise<void> => {
    await Promise.all([...servers.map(stopListening), lambda?.close()]);
  };

  try {
    const endpoint = createServer();
    const stepFunctionsUrl = await listen(endpoint, options.sfnPort, host);
    servers.push(endpoint);
    const authorize = createAuthorizer(template);
    // Functions have to know the endpoint's port, so it listens before it can answer.
    lambda = createFunctions(options, stepFunctionsUrl, authorize);
    const servedApis: ServedApi[] = [];
    const serviceClients = createServiceClients({
      directories: [dirname(template.file), dirname(fileURLToPath(options.workerUrl))],
      environment: options.environment,
      region: template.identity.region,
    });
    const states = createStates(options, {
      invokeFunction: lambda.invoke,
      invokeApi: createApiInvoker({
        identity: template.identity,
        servedApis: () => servedApis,
        now: systemClock.now,
        uuid: randomUUID,
      }),
      serviceClients,
      authorize,
    });
    const principals = functionPrincipals(template.functions);
    endpoint.on(
      'request',
      createServiceEndpoint({
        states,
        lambdaApi: createInvokeApi(lambda),
        principalOf: (accessKeyId) => principals.get(accessKeyId),
        listenHost: host,
        uuid: randomUUID,
      }),
    );

    const apis: { api: RestApi; url: string }[] = [];
    for (const api of inPortOrder(template.apis, options.api)) {
      const gateway = createGateway(options, api, {
        states,
        lambda: lambda.invoke,
        iam: authorize,
      });
      servedApis.push({ api, gateway });
      const server = createGatewayServer(gateway, { listenHost: host });
      const port = options.port === 0 ? 0 : options.port + apis.length;
      apis.push({ api, url: await listen(server, port, host) });
      servers.push(server);
    }
    return {
      apis,
      stepFunctionsUrl,
      notices: noticesOf(
        template,
        { authorization: options.credentials !== undefined, throttling: options.enforceThrottling },
        lambda.problems(),
        serviceClients,
      ),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function createFunctions(
  { template, lambdaEndpoint, environmentVariables, workerUrl, log }: RuntimeOptions,
  endpointUrl: string,
  authorize: Authorize,
): LambdaService {
  return createLambdaService({
    functions: template.functions,
    identity: template.identity,
    projectDirectory: dirname(template.file),
    environmentVariables,
    endpoints: { stepFunctions: endpointUrl, lambda: endpointUrl },
    ...(lambdaEndpoint === undefined ? {} : { lambdaEndpoint: lambdaEndpoint.href }),
    workerUrl,
    authorize,
    clock: systemClock,
    // START, END and REPORT are for those who invoke one function, not for a server's log.
    log: (functionName, line, source) => {
      if (source === 'function') log.functionOutput(functionName, line);
    },
  });
}

function createGateway(
  { template, log, credentials, enforceThrottling }: RuntimeOptions,
  api: RestApi,
  services: Pick<RestApiGatewayOptions, 'states' | 'lambda' | 'iam'>,
): RestApiGateway {
  const { identity } = template;
  return createRestApiGateway(api, {
    identity,
    ...services,
    clock: systemClock,
    uuid: randomUUID,
    ...(credentials === undefined
      ? {}
      : { authorize: sigV4Authorizer({ credentials, identity, now: systemClock.now }) }),
    throttle: enforceThrottling,
    log: (entry) => log.request(api, entry),
  });
}

/** The API that was asked for, then the others in the order of the template. */
function inPortOrder(apis: readonly RestApi[], first: string | undefined): readonly RestApi[] {
  return apis.toSorted(
    (one, other) => Number(other.logicalId === first) - Number(one.logicalId === first),
  );
}
