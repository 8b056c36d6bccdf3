import { isMapping, type MappingEntry, type MappingNode, type TemplateNode } from './nodes.ts';
import type { ProblemList } from './problem-list.ts';
import { intrinsicNameOf } from './resolver.ts';

/** Section of `Globals` → the type of resource that it is merged into. */
const SECTIONS: Readonly<Record<string, string>> = {
  Function: 'AWS::Serverless::Function',
  Api: 'AWS::Serverless::Api',
  HttpApi: 'AWS::Serverless::HttpApi',
  WebSocketApi: 'AWS::Serverless::WebSocketApi',
  SimpleTable: 'AWS::Serverless::SimpleTable',
  StateMachine: 'AWS::Serverless::StateMachine',
  LayerVersion: 'AWS::Serverless::LayerVersion',
  CapacityProvider: 'AWS::Serverless::CapacityProvider',
};

/** The properties that `Globals` gives to each resource of a type. */
export function readGlobals(
  section: TemplateNode | undefined,
  problems: ProblemList,
): Map<string, MappingNode> {
  const globals = new Map<string, MappingNode>();
  if (!isMapping(section)) return globals;
  for (const [name, { keyPosition, value }] of section.entries) {
    const type = SECTIONS[name];
    if (type === undefined || !isMapping(value)) {
      const message = `"${name}" is no section of Globals with properties: expected one of ${Object.keys(SECTIONS).join(', ')}`;
      problems.error(keyPosition, 'invalid-globals', message);
    } else {
      globals.set(type, value);
    }
  }
  return globals;
}

/**
 * Merges as SAM does: mappings member by member, lists one behind the other (the global one first), and of anything
 * else, intrinsic functions too, the resource's own.
 *
 * @see "Globals section of the AWS SAM template" (SAM Developer Guide)
 */
export function mergeGlobals(global: MappingNode | undefined, own: MappingNode): MappingNode {
  if (global === undefined) return own;
  const entries = new Map<string, MappingEntry>(global.entries);
  for (const [key, entry] of own.entries) {
    const inherited = global.entries.get(key)?.value;
    const value = inherited === undefined ? entry.value : mergeValue(inherited, entry.value);
    entries.set(key, { ...entry, value });
  }
  return { ...own, entries };
}

function mergeValue(global: TemplateNode, own: TemplateNode): TemplateNode {
  if (global.kind === 'sequence' && own.kind === 'sequence') {
    return { ...own, items: [...global.items, ...own.items] };
  }
  if (!isMapping(global) || !isMapping(own)) return own;
  const isCall = intrinsicNameOf(global) !== undefined || intrinsicNameOf(own) !== undefined;
  return isCall ? own : mergeGlobals(global, own);
}
