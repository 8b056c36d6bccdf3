import type { MappingVariable } from '../../../template/http-api-model.ts';
import type { RoutedHttpContext } from '../context.ts';
import { requestVariables } from '../context-variables.ts';
import { requestValues } from '../handlers/map-request.ts';
import { compileVariable } from '../mapping-expression.ts';

/** The values of the identity sources; undefined when one of them is missing or empty. */
export type ReadIdentity = (context: RoutedHttpContext) => readonly string[] | undefined;

export function compileIdentity(sources: readonly MappingVariable[]): ReadIdentity {
  const compiled = sources.map(compileVariable);
  return (context) => {
    const values = requestValues({ ...context, contextVariables: requestVariables(context) });
    const identity = compiled.map((source) => source(values)).filter((value) => !!value);
    return identity.length === compiled.length ? (identity as string[]) : undefined;
  };
}
