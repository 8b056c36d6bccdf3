import fc, { type GeneratorValue } from 'fast-check';
import type { JsonArray, JsonObject, JsonValue } from '../../../../toolbox/shared/json.ts';
import { isJsonObject, setProperty } from '../../../../toolbox/shared/json.ts';
import { arbitraryDefinition } from './arbitrary-definition.ts';
import { arbitraryJson, ODD_NAMES } from './arbitrary-json.ts';

/** Fields of all kinds, so that members come to places where they do not belong. */
const FIELD_NAMES = [
  'Type',
  'Next',
  'End',
  'StartAt',
  'States',
  'QueryLanguage',
  'InputPath',
  'Parameters',
  'Assign',
  'Output',
  'Arguments',
  'Items',
  'ItemProcessor',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'Mode',
  'ExecutionType',
  'Retry',
  'Catch',
  'ErrorEquals',
  'Choices',
  'And',
  'Variable',
  'Seconds',
  'TimeoutSeconds',
  'MaxAttempts',
  'BackoffRate',
];

const VALUES: readonly JsonValue[] = [
  'JSONata',
  'JSONPath',
  'DISTRIBUTED',
  'STANDARD',
  'Pass',
  'Map',
  'S0',
  '$',
  '$.a',
  '{% $states.input %}',
  '{% $undefined( %}',
  'States.ArrayRange(0, 9, 1)',
  'arn:aws:states:::s3:getObject',
  'x'.repeat(10_000),
  0,
  -1,
  0.5,
  99_999_999,
  1e308,
  true,
  null,
];

const DEEP_LEVELS = 20_000;

/** Texts that stand for themselves in the definition: what `JSON.stringify` would not write. */
const RAW_TEXTS: Readonly<Record<string, string>> = {
  'raw:float': '1.0',
  'raw:huge': '1e400',
  'raw:long': '9007199254740993',
  'raw:negative zero': '-0',
  'raw:deep array': '['.repeat(DEEP_LEVELS) + ']'.repeat(DEEP_LEVELS),
  'raw:deep object': `${'{"a":'.repeat(DEEP_LEVELS)}1${'}'.repeat(DEEP_LEVELS)}`,
  'raw:deep rule': `${'{"Not":'.repeat(DEEP_LEVELS)}{}${'}'.repeat(DEEP_LEVELS)}`,
};

const replacement: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 4, arbitrary: arbitraryJson },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(RAW_TEXTS)) },
);

/** A container of the definition and one of its members. */
interface Place {
  readonly container: JsonArray | JsonObject;
  readonly key: string;
}

type Mutation = (place: Place, pick: GeneratorValue, places: readonly Place[]) => void;

const MUTATIONS: readonly Mutation[] = [
  // Deletes.
  ({ container, key }) => {
    if (Array.isArray(container)) container.splice(Number(key), 1);
    else delete container[key];
  },
  // Retypes.
  (place, pick) =>
    set(
      place,
      pick(() => replacement),
    ),
  // Renames.
  ({ container, key }, pick) => {
    if (Array.isArray(container)) return;
    const value = valueAt({ container, key });
    delete container[key];
    setProperty(container, pick(anyName), value);
  },
  // Adds.
  ({ container }, pick) => {
    const value = pick(() => replacement);
    if (Array.isArray(container)) container.push(value);
    else setProperty(container, pick(anyName), value);
  },
  // Copies from one place to another.
  (place, pick, places) => {
    const source = places[pick(fc.nat, places.length - 1)] as Place;
    set(place, structuredClone(valueAt(source)));
  },
  // Changes a text.
  (place, pick) => {
    const value = valueAt(place);
    if (typeof value !== 'string') return;
    const at = pick(fc.nat, value.length);
    const text = pick(fc.string, { maxLength: 3, unit: 'binary' } as const);
    set(place, value.slice(0, at) + text + value.slice(at + pick(fc.nat, 2)));
  },
];

function anyName(): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...FIELD_NAMES), fc.constantFrom(...ODD_NAMES), fc.string());
}

function valueAt({ container, key }: Place): JsonValue {
  return (container as JsonObject)[key] as JsonValue;
}

function set({ container, key }: Place, value: JsonValue): void {
  if (Array.isArray(container)) container[Number(key)] = value;
  else setProperty(container, key, value);
}

function placesIn(root: JsonValue): Place[] {
  const places: Place[] = [];
  const open = [root];
  for (let container = open.pop(); container !== undefined; container = open.pop()) {
    if (!Array.isArray(container) && !isJsonObject(container)) continue;
    for (const key of Object.keys(container)) {
      places.push({ container, key });
      open.push(valueAt({ container, key }));
    }
  }
  return places;
}

/** The text of a definition that was valid before some of its parts were changed. */
export const mutatedDefinitionText: fc.Arbitrary<string> = fc.gen().map((pick) => {
  const definition = structuredClone(pick(() => arbitraryDefinition));
  const count = pick(fc.integer, { min: 1, max: 2 });
  for (let done = 0; done < count; done += 1) {
    const places = placesIn(definition);
    const place = places[pick(fc.nat, Math.max(0, places.length - 1))];
    if (place === undefined) break;
    const mutate = MUTATIONS[pick(fc.nat, MUTATIONS.length - 1)] as Mutation;
    mutate(place, pick, places);
  }
  const text = JSON.stringify(definition);
  return Object.entries(RAW_TEXTS).reduce(
    (replaced, [mark, raw]) => replaced.replaceAll(JSON.stringify(mark), () => raw),
    text,
  );
});
