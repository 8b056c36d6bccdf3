import { mergeGlobals, readGlobals } from './globals.ts';
import { implicitApis } from './implicit-api.ts';
import {
  childOf,
  isMapping,
  itemsOf,
  type MappingEntry,
  type MappingNode,
  scalarText,
} from './nodes.ts';
import type { Resource, Scope } from './scope.ts';

/**
 * The resources of a template, with `Globals` merged in, in the template's order. The APIs that SAM
 * makes for events which name none stand behind them.
 */
export function readResources(root: MappingNode, scope: Scope): Map<string, Resource> {
  const { problems } = scope;
  const section = root.entries.get('Resources');
  const resources = new Map<string, Resource>();
  if (section === undefined || !isMapping(section.value)) {
    const message = 'the template has no Resources: add the section';
    problems.error(section?.keyPosition ?? root.position, 'invalid-template', message);
    return resources;
  }
  const globals = readGlobals(childOf(root, 'Globals'), problems);
  for (const [logicalId, entry] of section.value.entries) {
    const resource = readResource(logicalId, entry, globals, scope);
    if (resource !== undefined) resources.set(logicalId, resource);
  }
  for (const implicit of implicitApis(resources, globals, scope)) {
    resources.set(implicit.logicalId, implicit);
  }
  return resources;
}

function readResource(
  logicalId: string,
  { keyPosition, value }: MappingEntry,
  globals: ReadonlyMap<string, MappingNode>,
  { problems }: Scope,
): Resource | undefined {
  const type = scalarText(childOf(value, 'Type'));
  if (!/^[A-Za-z\d]+$/.test(logicalId) || type === undefined) {
    const message = `the resource "${logicalId}" needs a name of letters and digits and a Type`;
    problems.error(keyPosition, 'invalid-resource', message);
    return undefined;
  }
  const written = childOf(value, 'Properties');
  const own: MappingNode = isMapping(written)
    ? written
    : { kind: 'mapping', position: keyPosition, entries: new Map() };
  const metadata = childOf(value, 'Metadata');
  const dependsOn = childOf(value, 'DependsOn');
  const connectors = childOf(value, 'Connectors');
  const conditionName = scalarText(childOf(value, 'Condition'));
  return {
    logicalId,
    type,
    position: keyPosition,
    dependsOn: itemsOf(dependsOn),
    properties: mergeGlobals(globals.get(type), own),
    ...(metadata !== undefined && { metadata }),
    ...(connectors !== undefined && { connectors }),
    ...(conditionName !== undefined && { conditionName }),
  };
}
