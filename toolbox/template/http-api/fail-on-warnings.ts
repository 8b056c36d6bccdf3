import type { ProblemList } from '../problem-list.ts';

/** What API Gateway warns of when it imports a document, by the rules that report it here. */
const IMPORT_WARNINGS: ReadonlySet<string> = new Set([
  'invalid-integration',
  'missing-authorizer',
  'unknown-security-scheme',
]);

/** With `FailOnWarnings` a warning of the importer is an error. */
export function failingOnWarnings(problems: ProblemList): ProblemList {
  return {
    ...problems,
    warning(position, rule, message) {
      if (IMPORT_WARNINGS.has(rule)) problems.error(position, rule, message);
      else problems.warning(position, rule, message);
    },
  };
}
