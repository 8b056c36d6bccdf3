import fc, { type GeneratorValue } from 'fast-check';
import type { JsonObject } from '../../../../toolbox/shared/json.ts';
import type { QueryLanguage } from '../../../../toolbox/states/definition.ts';
import {
  assignFields,
  choiceFields,
  dataFields,
  failFields,
  mapFields,
  passFields,
  payloadFields,
  recoveryFields,
  resultPathField,
  resultSelectorField,
  type StatePlace,
  taskFields,
  waitFields,
} from './arbitrary-states.ts';
import { someOf } from './arbitrary-template.ts';

/** Where a graph stands. */
interface GraphPlace {
  readonly machineLanguage: QueryLanguage;
  /** How many graphs are around it. */
  readonly depth: number;
  /** Prefix of its states: they differ across branches. */
  readonly prefix: string;
}

const MAX_DEPTH = 2;
const GOING_ON = ['Pass', 'Task', 'Wait', 'Choice', 'Parallel', 'Map'] as const;
const ENDING = ['Pass', 'Task', 'Wait', 'Parallel', 'Map', 'Succeed', 'Fail'] as const;
type StateType = (typeof GOING_ON | typeof ENDING)[number];

const NAME_ENDS = ['', ' größe 😀', '/~1', '.$', "'"];

/** Definitions that the service would take. */
export const arbitraryDefinition: fc.Arbitrary<JsonObject> = fc.gen().map((pick) => {
  const machineLanguage = pick(fc.constantFrom<QueryLanguage[]>, 'JSONPath', 'JSONata');
  const timeout = pick(fc.option, fc.constantFrom(5, 3_600), { nil: undefined });
  return {
    ...(machineLanguage === 'JSONata' ? { QueryLanguage: 'JSONata' } : {}),
    ...(timeout === undefined ? {} : { TimeoutSeconds: timeout }),
    ...pickGraph(pick, { machineLanguage, depth: 0, prefix: 'S' }),
  };
});

/** Each state leads to the next one, so that all can be reached; rules and catchers lead anywhere. */
function pickGraph(pick: GeneratorValue, place: GraphPlace): JsonObject {
  const count = pick(fc.integer, { min: 1, max: place.depth === 0 ? 5 : 2 });
  const end = pick(fc.constantFrom<string[]>, ...NAME_ENDS);
  const names = Array.from({ length: count }, (_, index) => `${place.prefix}${index}${end}`);
  const States = Object.fromEntries(
    names.map((name, index) => [name, pickState(pick, place, names, index)]),
  );
  return { StartAt: names[0] as string, States };
}

function pickState(
  pick: GeneratorValue,
  graph: GraphPlace,
  names: readonly string[],
  index: number,
): JsonObject {
  const next = names[index + 1];
  const types = (next === undefined ? ENDING : GOING_ON) as readonly StateType[];
  const open = types.filter((type) => graph.depth < MAX_DEPTH || !hasGraphs(type));
  const Type = pick(fc.constantFrom<StateType[]>, ...open);
  const isOther = graph.machineLanguage === 'JSONPath' && pick(fc.nat, 4) === 0;
  const place: StatePlace = {
    language: isOther ? 'JSONata' : graph.machineLanguage,
    variables: [`v${graph.depth + 1}`],
    targets: names,
  };
  const inner = (position: number): JsonObject =>
    pickGraph(pick, {
      ...graph,
      depth: graph.depth + 1,
      prefix: `${graph.prefix}${index}.${position}.`,
    });
  return {
    Type,
    ...(isOther ? { QueryLanguage: 'JSONata' } : {}),
    ...transition(Type, next),
    ...(Type === 'Fail' ? {} : pick(dataFields, place)),
    ...(Type === 'Fail' || Type === 'Succeed' ? {} : pick(assignFields, place)),
    ...OWN_FIELDS[Type](pick, place, inner),
  };
}

function hasGraphs(type: StateType): boolean {
  return type === 'Parallel' || type === 'Map';
}

function transition(type: StateType, next: string | undefined): JsonObject {
  if (type === 'Succeed' || type === 'Fail') return {};
  if (type === 'Choice') return next === undefined ? {} : { Default: next };
  return next === undefined ? { End: true } : { Next: next };
}

type PickInner = (position: number) => JsonObject;

const OWN_FIELDS: Readonly<
  Record<StateType, (pick: GeneratorValue, place: StatePlace, inner: PickInner) => JsonObject>
> = {
  Pass: (pick, place) => pick(passFields, place),
  Wait: (pick, place) => pick(waitFields, place),
  Succeed: () => ({}),
  Fail: (pick, place) => pick(failFields, place),
  Choice: (pick, place) => pick(choiceFields, place),
  Task: (pick, place) => ({ ...pick(taskFields, place), ...pickAttemptFields(pick, place) }),
  Parallel: (pick, place, inner) => ({
    Branches: Array.from({ length: pick(fc.integer, { min: 1, max: 3 }) }, (_, at) => inner(at)),
    ...pickAttemptFields(pick, place),
  }),
  Map: (pick, place, inner) => ({
    [pick(fc.constantFrom<string[]>, 'ItemProcessor', 'Iterator')]: {
      ...(pick(fc.boolean) ? { ProcessorConfig: { Mode: 'INLINE' } } : {}),
      ...inner(0),
    },
    ...pick(mapFields, place),
    ...(place.language === 'JSONata' ? {} : pick(someOf, resultPathField)),
    ...pick(resultSelectorField, place),
    ...pick(recoveryFields, place),
  }),
};

/** The fields of a state whose work is done in attempts. */
function pickAttemptFields(pick: GeneratorValue, place: StatePlace): JsonObject {
  return {
    ...pick(payloadFields, place),
    ...pick(resultSelectorField, place),
    ...pick(recoveryFields, place),
  };
}
