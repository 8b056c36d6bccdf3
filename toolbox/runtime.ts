import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApiInvoker, type ServedApi } from './gateway/api-invoker.ts';
import { createGatewayServer } from './gateway/server.ts';
import { createAuthorizer } from './iam/create-authorizer.ts';
import { functionPrincipals } from './lambda/function-principals.ts';
import { createInvokeApi } from './lambda/invoke-api.ts';
import { createLambdaService, type LambdaService } from './lambda/lambda-service.ts';
import { localApi, localEndpoint, webSocketStageOf } from './runtime-endpoints.ts';
import { functionUses } from './runtime-function-uses.ts';
import { createGateways } from './runtime-gateways.ts';
import { noticesOf } from './runtime-notices.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { createStates } from './runtime-states.ts';
import type { ServiceClients } from './sfn/integrations/service-client.ts';
import { createServiceClients } from './sfn/sdk/service-clients.ts';
import { createServiceEndpoint } from './sfn/service-endpoint.ts';
import { systemClock } from './shared/clock.ts';
import { listen, stopListening } from './shared/listen.ts';
import type { LocalApi } from './shared/local-api.ts';
import type { Authorize } from './shared/principal.ts';
import type { Api } from './template/model.ts';

export interface Runtime {
  /** The APIs in the order of their ports. */
  readonly apis: readonly { readonly api: Api; readonly url: string }[];
  readonly stepFunctionsUrl: string;
  /** What differs from AWS for this template, each on a line. */
  readonly notices: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts everything that a template describes. Every port accepts connections when the promise
 * resolves; nothing listens when it rejects.
 *
 * @throws ListenError
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { template, host, port, sfnPort, credentials, enforceThrottling, environment } = options;
  const servers: Server[] = [];
  let services: Services | undefined;

  const serve = async (server: Server, serverPort: number): Promise<string> => {
    const url = await listen(server, serverPort, host);
    servers.push(server);
    return url;
  };
  const close = async (): Promise<void> => {
    // Clients that keep their connections are told first; functions run when they leave.
    await Promise.all((services?.servedApis ?? []).map((api) => api.close?.()));
    await Promise.all([...servers.map(stopListening), services?.lambda.close()]);
  };

  try {
    // Functions have to know the endpoint's port, so it listens before it can answer.
    const endpoint = createServer();
    const stepFunctionsUrl = await serve(endpoint, sfnPort);
    // Functions run when everything listens, and then know where.
    const localApis: LocalApi[] = [];
    services = await createServices(options, stepFunctionsUrl, localApis);
    endpoint.on('request', services.endpoint);

    const apis: { api: Api; url: string }[] = [];
    for (const served of services.servedApis) {
      const server = serverOf(served, options);
      const url = await serve(server, port === 0 ? 0 : port + apis.length);
      apis.push({ api: served.api, url });
      localApis.push(localApi(served, url, template.identity));
    }
    const enforced = {
      authorization: credentials !== undefined,
      throttling: enforceThrottling,
      keySet: options.keySet !== undefined,
    };
    const { lambda, serviceClients } = services;
    const problems = lambda.problems(functionUses(template));
    const notices = await noticesOf(template, enforced, problems, serviceClients, environment);
    return { apis, stepFunctionsUrl, notices, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function serverOf(served: ServedApi, { template, host }: RuntimeOptions): Server {
  const endpoint = localEndpoint(served, template.identity);
  return createGatewayServer(served.gateway, {
    listenHost: host,
    endpoint,
    upgrade: served.upgrade,
  });
}

interface Services {
  readonly lambda: LambdaService;
  readonly serviceClients: ServiceClients;
  /** In the order of their ports. */
  readonly servedApis: readonly ServedApi[];
  /** Answers for Step Functions and Lambda. */
  readonly endpoint: RequestListener;
}

/** Makes the services of a template, which reach each other without a network in between. */
async function createServices(
  options: RuntimeOptions,
  endpointUrl: string,
  localApis: readonly LocalApi[],
): Promise<Services> {
  const { template, host } = options;
  const authorize = createAuthorizer(template);
  const lambda = createFunctions(options, { endpointUrl, localApis, authorize });
  // Workflows call APIs, and APIs start workflows: the list is filled when there are both.
  const servedApis: ServedApi[] = [];
  const invokeApi = createApiInvoker({
    identity: template.identity,
    servedApis: () => servedApis,
    now: systemClock.now,
    uuid: randomUUID,
  });
  const serviceClients = createServiceClients({
    directories: [dirname(template.file), dirname(fileURLToPath(options.workerUrl))],
    environment: options.environment,
    region: template.identity.region,
  });
  const states = createStates(options, {
    invokeFunction: lambda.invoke,
    invokeApi,
    webSocketStage: webSocketStageOf(template),
    serviceClients,
    authorize,
  });
  const principals = functionPrincipals(template.functions);
  const principalOf = (accessKeyId: string) => principals.get(accessKeyId);
  const reached = { states, lambda: lambda.invoke, iam: authorize, principalOf };
  servedApis.push(...(await createGateways(options, reached)));
  const endpoint = createServiceEndpoint({
    states,
    lambdaApi: createInvokeApi(lambda),
    principalOf,
    listenHost: host,
    uuid: randomUUID,
  });
  return { lambda, serviceClients, servedApis, endpoint };
}

/** What functions see of the rest. */
interface FunctionSurroundings {
  readonly endpointUrl: string;
  readonly localApis: readonly LocalApi[];
  readonly authorize: Authorize;
}

function createFunctions(
  { template, lambdaEndpoint, environmentVariables, workerUrl, log }: RuntimeOptions,
  { endpointUrl, localApis, authorize }: FunctionSurroundings,
): LambdaService {
  return createLambdaService({
    functions: template.functions,
    identity: template.identity,
    projectDirectory: dirname(template.file),
    environmentVariables,
    endpoints: { stepFunctions: endpointUrl, lambda: endpointUrl },
    apis: localApis,
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
