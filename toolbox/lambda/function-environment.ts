import { randomUUID } from 'node:crypto';
import type { AwsIdentity } from '../shared/arn.ts';
import type { LocalApi } from '../shared/local-api.ts';
import type { FunctionConfiguration } from '../template/model.ts';
import type { FunctionCode } from './build.ts';
import { type Environment, type EnvironmentEvents, startEnvironment } from './environment.ts';
import { environmentLog, type FunctionLog } from './environment-log.ts';
import { environmentVariables, type ServiceEndpoints } from './environment-variables.ts';
import { nodeMajorOf } from './node-runtime.ts';

/** What environments of all functions have in common. */
export interface EnvironmentSettings {
  readonly identity: AwsIdentity;
  /** The bundled `worker.ts`. */
  readonly workerUrl: URL;
  /** Variables of `--env-vars` for a function, which win over the template's. */
  environmentVariables(logicalId: string): Readonly<Record<string, string>>;
  /** Read when an environment is created. */
  readonly endpoints: ServiceEndpoints;
  /** The APIs of the template; read when an environment is created. */
  readonly apis?: readonly LocalApi[];
  readonly log: FunctionLog;
}

/** Starts an environment as the function's configuration says. */
export function startFunctionEnvironment(
  configuration: FunctionConfiguration,
  version: string,
  { taskRoot, runtimePackages }: FunctionCode,
  settings: EnvironmentSettings,
  events: EnvironmentEvents,
): Environment {
  const { functionName, layers = [], logicalId, memorySizeMb, runtime } = configuration;
  const variables = environmentVariables({
    configuration,
    version,
    identity: settings.identity,
    taskRoot,
    runtimePackages,
    logStreamName: logStreamName(version, new Date()),
    endpoints: settings.endpoints,
    overrides: settings.environmentVariables(logicalId),
    path: process.env['PATH'] ?? '',
  });
  return startEnvironment(
    {
      workerUrl: settings.workerUrl,
      functionName,
      nodeMajor: nodeMajorOf(runtime) ?? 0,
      memorySizeMb,
      timeoutSeconds: configuration.timeoutSeconds,
      variables,
      layers: layers.map(({ path, directory }) => ({ path, directory })),
      apis: settings.apis ?? [],
      log: environmentLog(functionName, settings.log),
    },
    events,
  );
}

function logStreamName(version: string, now: Date): string {
  const date = now.toISOString().slice(0, 10).replaceAll('-', '/');
  return `${date}/[${version}]${randomUUID().replaceAll('-', '')}`;
}
