import { isJsonObject, type JsonObject, type JsonValue, propertyOf } from '../../shared/json.ts';
import { type DefinitionNode, pointerTo, report } from './definition-node.ts';

interface Transition {
  /** `Next`, `Default` or `StartAt`. */
  readonly field: string;
  readonly target: string;
  readonly pointer: string;
}

/** Reports transitions to states that are not there, and states that no transition leads to. */
export function reportTransitions(graph: DefinitionNode, states: DefinitionNode): void {
  const reachable = new Set<string>();
  const open = transitionsOf(graph.value, graph, ['StartAt']);
  const all = Object.entries(states.value).flatMap(([name, state]) =>
    transitionsFrom(state, { ...states, pointer: pointerTo(states, name) }),
  );
  for (const { field, target, pointer } of [...open, ...all]) {
    if (propertyOf(states.value, target) === undefined) {
      report(graph, pointer, `Missing '${field}' target: ${target}`, 'MISSING_TRANSITION_TARGET');
    }
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const state = propertyOf(states.value, next.target);
    if (state === undefined || reachable.has(next.target)) continue;
    reachable.add(next.target);
    open.push(...transitionsFrom(state, states));
  }
  // Without a StartAt nothing is reachable: one problem is enough.
  if (reachable.size === 0) return;
  for (const name of Object.keys(states.value)) {
    if (reachable.has(name)) continue;
    report(
      states,
      pointerTo(states, name),
      `State "${name}" is not reachable.`,
      'MISSING_TRANSITION_TARGET',
    );
  }
}

/** Next and Default of a state, of its choices and of its catchers. */
function transitionsFrom(state: JsonValue, place: DefinitionNode): Transition[] {
  if (!isJsonObject(state)) return [];
  const inner = ['Choices', 'Catch'].flatMap((key) => {
    const items = propertyOf(state, key);
    const array = { ...place, pointer: pointerTo(place, key) };
    return Array.isArray(items)
      ? items.flatMap((item, index) =>
          isJsonObject(item)
            ? transitionsOf(item, { ...array, pointer: pointerTo(array, index) }, ['Next'])
            : [],
        )
      : [];
  });
  return [...transitionsOf(state, place, ['Next', 'Default']), ...inner];
}

function transitionsOf(
  object: JsonObject,
  place: DefinitionNode,
  fields: readonly string[],
): Transition[] {
  return fields.flatMap((field) => {
    const target = propertyOf(object, field);
    return typeof target === 'string' ? [{ field, target, pointer: pointerTo(place, field) }] : [];
  });
}
