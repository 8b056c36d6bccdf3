import type { ConfiguredKeySet } from './gateway/authorizers/key-set.ts';
import type { RequestLogEntry } from './gateway/gateway.ts';
import type { Credentials } from './gateway/sigv4.ts';
import type { Execution } from './sfn/execution.ts';
import type { MockConfiguration } from './sfn/mock-configuration.ts';
import type { HistoryRecord } from './states/history.ts';
import type { Api, SamTemplate } from './template/model.ts';

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
  /** The keys of JSON Web Tokens, whoever issues them; else those that the issuers tell. */
  readonly keySet?: ConfiguredKeySet;
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
  request(api: Api, entry: RequestLogEntry): void;
  executionStarted(execution: Execution): void;
  executionEnded(execution: Execution): void;
  transition?(execution: Execution, record: HistoryRecord): void;
  functionOutput(functionName: string, line: string): void;
  fault(error: unknown): void;
}
