import { type JsonObject, type JsonValue, orderedObject, setProperty } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { type StateVisit, stateError } from './context-object.ts';
import { type Expression, evaluateExpression } from './expression.ts';

/** Parameters or ResultSelector, compiled: what holds no expression is kept as one constant. */
export type PayloadTemplate =
  | { readonly kind: 'constant'; readonly value: JsonValue }
  | { readonly kind: 'array'; readonly items: readonly PayloadTemplate[] }
  | {
      readonly kind: 'object';
      readonly members: readonly TemplateMember[];
      /** A key looks like an array index, so that a plain object would move it to the front. */
      readonly hasIndexKeys: boolean;
    }
  /** `field` is the key as written, `.$` included. */
  | { readonly kind: 'expression'; readonly field: string; readonly expression: Expression };

export interface TemplateMember {
  readonly key: string;
  readonly template: PayloadTemplate;
}

/** @throws StatesError when a path finds nothing or an intrinsic function fails */
export function evaluateTemplate(
  template: PayloadTemplate,
  data: JsonDocument,
  visit: StateVisit,
): JsonValue {
  switch (template.kind) {
    case 'constant':
      return template.value;
    case 'array':
      return template.items.map((item) => evaluateTemplate(item, data, visit));
    case 'object':
      return fillObject(
        template.hasIndexKeys ? orderedObject() : {},
        template.members,
        data,
        visit,
      );
    case 'expression':
      return evaluateField(template.field, template.expression, data, visit);
  }
}

function fillObject(
  object: JsonObject,
  members: readonly TemplateMember[],
  data: JsonDocument,
  visit: StateVisit,
): JsonObject {
  for (const { key, template } of members) {
    setProperty(object, key, evaluateTemplate(template, data, visit));
  }
  return object;
}

/**
 * The value of a field that has to have one.
 *
 * @throws StatesError when its path finds nothing
 */
export function evaluateField(
  field: string,
  expression: Expression,
  data: JsonDocument,
  visit: StateVisit,
): JsonValue {
  const value = evaluateExpression(expression, data, visit);
  if (value !== undefined) return value;
  throw stateError(
    visit,
    `The JSONPath '${expression.source}' specified for the field '${field}' could not be found in the input '${data.text}'`,
  );
}
