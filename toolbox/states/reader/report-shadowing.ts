import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  keysOf,
  propertyOf,
} from '../../shared/json.ts';
import { type DefinitionNode, pointerTo, report } from './definition-node.ts';

/**
 * Reports variables that a branch or an iteration assigns and that the states around it assign, too.
 *
 * @param outer - the names that the states around the graph assign
 * @returns the names that the states inside the graph must not assign again
 * @see "Variable scope" (Step Functions Developer Guide)
 */
export function reportShadowing(
  graph: DefinitionNode,
  states: DefinitionNode,
  outer: ReadonlySet<string>,
): ReadonlySet<string> {
  const visible = isDistributed(graph.value) ? new Set<string>() : outer;
  const own = Object.keys(states.value).flatMap((name) =>
    assignmentsIn(states.value[name] as JsonValue, { ...states, pointer: pointerTo(states, name) }),
  );
  for (const { name, place } of own) {
    if (!visible.has(name)) continue;
    report(graph, place, `The variable '${name}' is already assigned in an outer scope`);
  }
  return new Set([...visible, ...own.map(({ name }) => name)]);
}

/** The states inside a distributed Map state see no variables of those around it. */
function isDistributed(graph: JsonObject): boolean {
  const config = propertyOf(graph, 'ProcessorConfig');
  return isJsonObject(config) && propertyOf(config, 'Mode') === 'DISTRIBUTED';
}

interface NamedPlace {
  readonly name: string;
  /** JSON pointer into the definition. */
  readonly place: string;
}

/** What a state assigns, itself and in its rules. Recorded: what its catchers assign may be reused inside. */
function assignmentsIn(state: JsonValue, node: DefinitionNode): NamedPlace[] {
  if (!isJsonObject(state)) return [];
  const assign = propertyOf(state, 'Assign');
  const place = { ...node, pointer: pointerTo(node, 'Assign') };
  const own = isJsonObject(assign)
    ? keysOf(assign).map((key) => ({
        name: key.replace(/\.\$$/, ''),
        place: pointerTo(place, key),
      }))
    : [];
  const rules = propertyOf(state, 'Choices');
  const list = { ...node, pointer: pointerTo(node, 'Choices') };
  const inner = Array.isArray(rules)
    ? rules.flatMap((rule, index) =>
        assignmentsIn(rule, { ...list, pointer: pointerTo(list, index) }),
      )
    : [];
  return [...own, ...inner];
}
