import type { ApiEvent } from '../api-events.ts';
import type { Scope } from '../scope.ts';
import type { TemplateFiles } from '../template-files.ts';

/** What an HTTP API is read with. */
export interface HttpApiSources {
  readonly scope: Scope;
  readonly files: TemplateFiles;
  /** The events of type `HttpApi`, of all APIs. */
  readonly httpApiEvents: readonly ApiEvent[];
}
