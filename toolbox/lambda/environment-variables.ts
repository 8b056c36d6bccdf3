import { delimiter, posix } from 'node:path';
import type { AwsIdentity } from '../shared/arn.ts';
import type { FunctionConfiguration } from '../template/model.ts';
import { accessKeyId } from './function-principals.ts';
import { nodeMajorOf } from './node-runtime.ts';
import { placesOf, TASK_ROOT } from './placed-folder.ts';

export interface EnvironmentVariablesOptions {
  readonly configuration: FunctionConfiguration;
  readonly version: string;
  readonly identity: AwsIdentity;
  readonly taskRoot: string;
  /** Folder with the packages of Lambda's runtime. */
  readonly runtimePackages: string;
  readonly logStreamName: string;
  readonly endpoints: ServiceEndpoints;
  /** Variables of `--env-vars`, which win over the template's. */
  readonly overrides: Readonly<Record<string, string>>;
  /** The search path of the machine, for the programs that a function starts. */
  readonly path: string;
}

/** URLs of services that functions reach on this machine. */
export interface ServiceEndpoints {
  readonly stepFunctions?: string;
  readonly lambda?: string;
}

/**
 * The variables that a function sees.
 *
 * Local runtime: `LAMBDA_TASK_ROOT` and `PWD` tell the folder on this machine, `PATH` is
 * the machine's after the programs of layers, `NODE_PATH` names the folders on this machine, and what only makes sense inside
 * Lambda's own system (`LD_LIBRARY_PATH`) is left out. `TZ` is set, but the zone of `Date` is that
 * of the process that runs the threads.
 *
 * @see "Using Lambda environment variables" (Lambda Developer Guide)
 */
export function environmentVariables(options: EnvironmentVariablesOptions): Record<string, string> {
  const { configuration, overrides } = options;
  const variables: Record<string, string> = {
    ...systemVariables(options),
    ...functionVariables(options),
    ...loggingVariables(configuration),
    ...endpointVariables(options.endpoints),
    ...localCredentials(configuration),
    ...configuration.environment,
    ...overrides,
  };
  if (configuration.esbuild?.Sourcemap === true) enableSourceMaps(variables);
  return { ...variables, NODE_PATH: localNodePath(variables['NODE_PATH'] ?? '', options) };
}

/** The folders of this machine that a `NODE_PATH` of Lambda means. */
function localNodePath(nodePath: string, options: EnvironmentVariablesOptions): string {
  const { configuration, runtimePackages, taskRoot } = options;
  const folders = [
    ...(configuration.layers ?? []),
    { path: '/var/runtime/node_modules', directory: runtimePackages },
    { path: TASK_ROOT, directory: taskRoot },
  ];
  const paths = nodePath.split(':').map((path) => posix.resolve(TASK_ROOT, path));
  return paths.flatMap((path) => placesOf(path, folders)).join(delimiter);
}

function systemVariables(options: EnvironmentVariablesOptions): object {
  const { configuration, identity, taskRoot, path } = options;
  const { layers = [], runtime } = configuration;
  return {
    AWS_REGION: identity.region,
    AWS_DEFAULT_REGION: identity.region,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
    // The start names a Node.js that is older than the function's; the SDK need not repeat it.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    _AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1',
    _AWS_XRAY_DAEMON_PORT: '2000',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: taskRoot,
    LANG: 'en_US.UTF-8',
    NODE_PATH: `/opt/nodejs/node${nodeMajorOf(runtime)}/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/task`,
    PATH: [...placesOf('/opt/bin', layers), path].join(delimiter),
    PWD: taskRoot,
    SHLVL: '0',
    TZ: ':UTC',
  };
}

function functionVariables(options: EnvironmentVariablesOptions): object {
  const { configuration, version, logStreamName } = options;
  return {
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: configuration.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memorySizeMb),
    AWS_LAMBDA_LOG_GROUP_NAME: configuration.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    _HANDLER: configuration.handler,
  };
}

/** Only with a JSON log configuration; the runtime in the environment reads them. */
function loggingVariables({ loggingConfig }: FunctionConfiguration): object {
  if (loggingConfig?.LogFormat !== 'JSON') return {};
  const level = loggingConfig.ApplicationLogLevel;
  return {
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    ...(level === undefined ? {} : { AWS_LAMBDA_LOG_LEVEL: level }),
  };
}

/**
 * Credentials that no AWS service accepts: an SDK call that was meant for a local endpoint never
 * changes an account. `--env-vars` can give others.
 */
function localCredentials({ functionArn }: FunctionConfiguration): object {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId(functionArn),
    AWS_SECRET_ACCESS_KEY: 'local-secret-access-key',
    AWS_SESSION_TOKEN: 'local-session-token',
  };
}

function endpointVariables({ stepFunctions, lambda }: ServiceEndpoints): object {
  return {
    ...(stepFunctions === undefined ? {} : { AWS_ENDPOINT_URL_SFN: stepFunctions }),
    ...(lambda === undefined ? {} : { AWS_ENDPOINT_URL_LAMBDA: lambda }),
  };
}

/** `sam build` adds the option to every function that it gives a source map. */
function enableSourceMaps(variables: Record<string, string>): void {
  const option = '--enable-source-maps';
  const given = variables['NODE_OPTIONS'];
  if (given?.includes(option)) return;
  variables['NODE_OPTIONS'] = given === undefined ? option : `${given} ${option}`;
}
