import { type MappingNode, scalarText } from '../nodes.ts';
import type { Resource, Scope } from '../scope.ts';

/** Properties of an API that change its answers on AWS, and what is missing here. */
const OF_API: Readonly<Record<string, string>> = {
  DisableExecuteApiEndpoint: 'the API answers at its default endpoint',
  Domain: 'the API answers at its default endpoint only',
  Policy: 'the API answers without it',
};

/** The same of its stage. */
const OF_STAGE: Readonly<Record<string, string>> = {
  CanarySetting: 'all requests reach the stage itself',
};

/**
 * Names what a template asks of an API and its stage that is left out here.
 *
 * @param stage - resolved; undefined when there is none
 */
export function reportUnsupportedProperties(
  api: Resource,
  stage: MappingNode | undefined,
  scope: Scope,
): void {
  report(api, scope.propertiesOf(api), OF_API, scope);
  report(api, stage, OF_STAGE, scope);
}

function report(
  { logicalId }: Resource,
  properties: MappingNode | undefined,
  consequences: Readonly<Record<string, string>>,
  { problems }: Scope,
): void {
  for (const [name, { keyPosition, value }] of properties?.entries ?? []) {
    const consequence = Object.hasOwn(consequences, name) ? consequences[name] : undefined;
    if (consequence === undefined || isOff(scalarText(value))) continue;
    const message = `${name} of API "${logicalId}" is not supported here: ${consequence}`;
    problems.warning(keyPosition, 'unsupported-property', message);
  }
}

function isOff(text: string | undefined): boolean {
  return text === 'false' || text === '';
}
