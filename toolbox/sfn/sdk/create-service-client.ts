import { isJsonObject } from '../../shared/json.ts';
import { messageOf } from '../../shared/message-of.ts';
import {
  type ServiceAnswer,
  ServiceCallError,
  type ServiceClient,
} from '../integrations/service-client.ts';
import type { ClientPackage } from './client-package.ts';
import { fromSdkValue, type SdkSchema, toSdkValue } from './sdk-values.ts';

interface ClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

interface Metadata {
  readonly httpStatusCode?: number;
  readonly requestId?: string;
}

/** What is used of the SDK's classes. */
interface SdkCommand {
  /** The operation with input and output; absent in older releases. */
  readonly schema?: readonly unknown[];
  readonly middlewareStack: {
    add(middleware: Middleware, options: { readonly step: 'deserialize' }): void;
  };
}
type Deserialize = (args: unknown) => Promise<{ readonly response?: unknown }>;
type Middleware = (next: Deserialize) => Deserialize;
interface SdkClient {
  send(command: SdkCommand, options: { readonly abortSignal: AbortSignal }): Promise<SdkOutput>;
}
type SdkOutput = object & { readonly $metadata?: Metadata };
type ClientClass = new (configuration: object) => SdkClient;
type CommandClass = new (input: unknown) => SdkCommand;

const CLIENT = /^([A-Z]\w*)Client$/;

/** Makes a client of a package, which sends each request once. */
export function createServiceClient(
  found: ClientPackage,
  configuration: ClientConfiguration,
): ServiceClient {
  const { exports } = found;
  const clientName = Object.keys(exports).find((name) => CLIENT.test(name)) ?? '';
  const client = new (exports[clientName] as ClientClass)({
    ...configuration,
    maxAttempts: 1,
    // Local stand-ins have one host for all buckets and queues.
    forcePathStyle: true,
    useQueueUrlAsEndpoint: false,
  });
  const schemas = schemaReader(found);

  return {
    className: CLIENT.exec(clientName)?.[1] ?? '',
    hasOperation: (action) => commandNamed(exports, action) !== undefined,
    async call(action, parameters, signal, bytesAs) {
      const Command = commandNamed(exports, action) as CommandClass;
      const { input, output } = schemas(new Command({}));
      const command = new Command(toSdkValue(parameters, input));
      const headers = headersInto(command);
      try {
        const result = await client.send(command, { abortSignal: signal });
        return await answerOf(result, output, headers, bytesAs);
      } catch (error) {
        throw callError(error, exports);
      }
    },
  };
}

/** Names of operations differ in the case of acronyms between the SDKs. */
function commandNamed(exports: ClientPackage['exports'], action: string): CommandClass | undefined {
  const wanted = `${action}command`.toLowerCase();
  const name = Object.keys(exports).find((key) => key.toLowerCase() === wanted);
  return name === undefined ? undefined : (exports[name] as CommandClass);
}

interface OperationSchemas {
  readonly input: SdkSchema | undefined;
  readonly output: SdkSchema | undefined;
}

/** Input and output of an operation are the fifth and the sixth part of its schema. */
function schemaReader({ requireBeside }: ClientPackage): (command: SdkCommand) => OperationSchemas {
  const normalized = requireBeside('@smithy/core/schema')?.['NormalizedSchema'] as
    | { of(schema: unknown): SdkSchema }
    | undefined;
  const schemaOf = (part: unknown): SdkSchema | undefined =>
    part === undefined ? undefined : normalized?.of(typeof part === 'function' ? part() : part);
  return ({ schema }) => ({ input: schemaOf(schema?.[4]), output: schemaOf(schema?.[5]) });
}

/** The headers of the response, once it has come. */
function headersInto(command: SdkCommand): Record<string, string> {
  const headers: Record<string, string> = {};
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result as { response?: { headers?: Record<string, string> } };
      Object.assign(headers, response?.headers);
      return result;
    },
    { step: 'deserialize' },
  );
  return headers;
}

async function answerOf(
  result: SdkOutput,
  schema: SdkSchema | undefined,
  headers: Readonly<Record<string, string>>,
  bytesAs: 'base64' | undefined,
): Promise<ServiceAnswer> {
  const output = await fromSdkValue(result, schema, bytesAs);
  const { httpStatusCode = 200, requestId = '' } = result.$metadata ?? {};
  return {
    output: isJsonObject(output) ? output : {},
    statusCode: httpStatusCode,
    headers,
    requestId,
  };
}

function callError(error: unknown, exports: ClientPackage['exports']): ServiceCallError {
  const { name: code, $metadata } = error as { name?: string; $metadata?: Metadata };
  const hasAnswer = $metadata?.httpStatusCode !== undefined;
  return new ServiceCallError(
    messageOf(error),
    {
      code: hasAnswer ? code : undefined,
      isModelled: code !== undefined && typeof exports[code] === 'function',
      statusCode: $metadata?.httpStatusCode ?? 0,
      requestId: $metadata?.requestId ?? '',
    },
    { cause: error },
  );
}
