import { type JsonArray, type JsonValue, stringifyJson } from '../shared/json.ts';
import { JsonDocument } from '../shared/json-document.ts';
import { type MapItem, type StateVisit, stateError } from './context-object.ts';
import type { MapState } from './definition.ts';
import { type Eventual, whenReady } from './eventual.ts';
import { type Expression, evaluateExpression } from './expression.ts';
import { applyTemplate } from './input-output.ts';
import { failEvaluation, unexpectedType } from './jsonata/evaluate-jsonata.ts';
import type { PayloadTemplate } from './payload-template.ts';

/**
 * The array that a Map state iterates over: what ItemsPath or Items gives, or the whole effective input.
 *
 * @throws StatesError when it is no array
 */
export function selectItems(
  { ItemsPath, Items, flow }: MapState,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<JsonArray> {
  if (Items !== undefined) return evaluateItems(Items, data, visit);
  const items = ItemsPath === undefined ? data.value : evaluateExpression(ItemsPath, data, visit);
  if (Array.isArray(items)) return items;
  if (flow.QueryLanguage === 'JSONPath') {
    throw stateError(visit, `Reference path "${referencePath(ItemsPath)}" must point to array.`);
  }
  throw failEvaluation(
    visit,
    `Map state input must be an array but was: ${stringifyJson(data.value)}`,
    undefined,
  );
}

/** As the service names it: a path into the context object has one `$` there. */
function referencePath(path: Expression | undefined): string {
  if (path === undefined) return '$';
  return path.source.startsWith('$$') ? path.source.slice(1) : path.source;
}

function evaluateItems(
  items: PayloadTemplate,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<JsonArray> {
  return whenReady(applyTemplate(items, data, visit), ({ value }) => {
    if (Array.isArray(value)) return value;
    throw notAnArray(items, value, visit);
  });
}

function notAnArray(items: PayloadTemplate, value: JsonValue, visit: StateVisit): Error {
  return items.kind === 'jsonata' && items.root.kind === 'leaf'
    ? unexpectedType(items.root.leaf, 'array', value, visit)
    : failEvaluation(visit, `Items must be an array but was: ${stringifyJson(value)}`, 'Items');
}

/** The input of one iteration: the item, or what ItemSelector makes of it and of the state's input. */
export function itemInput(
  { ItemSelector }: Pick<MapState, 'ItemSelector'>,
  mapItem: MapItem,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<JsonDocument> {
  return ItemSelector === undefined
    ? JsonDocument.fromValue(mapItem.Value)
    : applyTemplate(ItemSelector, data, { ...visit, mapItem });
}
