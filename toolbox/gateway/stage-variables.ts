type StageVariables = Readonly<Record<string, string>>;

/** The parts of an integration that may name variables. */
interface WithStageVariables {
  readonly uri?: string;
  readonly credentials?: string;
}

const STAGE_VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

/**
 * Puts the stage's variables into the URI and the credentials of an integration: they do not change
 * as long as the API is served. One that the stage does not have is empty.
 *
 * @see "Use stage variables for a REST API in API Gateway" (API Gateway Developer Guide)
 */
export function withStageVariables<Integration extends WithStageVariables>(
  integration: Integration,
  stageVariables: StageVariables,
): Integration {
  const { uri, credentials } = integration;
  return {
    ...integration,
    ...(uri !== undefined && { uri: replaceStageVariables(uri, stageVariables) }),
    ...(credentials !== undefined && {
      credentials: replaceStageVariables(credentials, stageVariables),
    }),
  };
}

/** Names of variables that the integration asks for and the stage does not have. */
export function missingStageVariables(
  { uri = '', credentials = '' }: WithStageVariables,
  stageVariables: StageVariables,
): readonly string[] {
  const names = [...`${uri} ${credentials}`.matchAll(STAGE_VARIABLE)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !Object.hasOwn(stageVariables, name));
}

/** Puts the stage's variables into a text; one that the stage does not have is empty. */
export function replaceStageVariables(text: string, stageVariables: StageVariables): string {
  return text.replace(STAGE_VARIABLE, (_variable, name: string) =>
    Object.hasOwn(stageVariables, name) ? (stageVariables[name] ?? '') : '',
  );
}
