import { childOf, isMapping, type MappingNode, type TemplateNode } from '../nodes.ts';
import type { Resource, Scope } from '../scope.ts';

/** What changes the answers of an API on AWS and is not imitated here. */
const OF_API = ['DisableExecuteApiEndpoint', 'Domain'];
const OF_STAGE = ['ClientCertificateId'];
const THROTTLING = ['ThrottlingBurstLimit', 'ThrottlingRateLimit'];

/** @param stage - properties of the stage; of a SAM API its own */
export function reportUnsupported(
  api: Resource,
  stage: MappingNode | undefined,
  scope: Scope,
): void {
  const owner = `API "${api.logicalId}"`;
  report(scope.propertiesOf(api), OF_API, owner, scope);
  report(stage, OF_STAGE, owner, scope);
  report(childOf(stage, 'DefaultRouteSettings'), THROTTLING, owner, scope);
  const routeSettings = childOf(stage, 'RouteSettings');
  for (const { value } of isMapping(routeSettings) ? routeSettings.entries.values() : []) {
    report(value, THROTTLING, owner, scope);
  }
}

function report(
  node: TemplateNode | undefined,
  keys: readonly string[],
  owner: string,
  { problems }: Scope,
): void {
  if (!isMapping(node)) return;
  for (const key of keys) {
    const entry = node.entries.get(key);
    if (entry === undefined) continue;
    const message = `${key} of ${owner} is not supported here: the API answers without it`;
    problems.warning(entry.keyPosition, 'unsupported-property', message);
  }
}
