import type { InvokeFunction } from '../../shared/function-invoker.ts';
import type { JsonService } from '../../shared/json-service.ts';
import type { Environment } from '../../shared/local-services.ts';
import type { SendBackendRequest } from './backend.ts';

/** What integrations reach. */
export interface IntegrationServices {
  readonly states: JsonService;
  readonly lambda: InvokeFunction;
  readonly sendRequest: SendBackendRequest;
  /** Where the URLs of other local services stand. */
  readonly environment: Environment;
}
