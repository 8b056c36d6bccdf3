import { type JsonValue, orderedObject, setProperty } from '../shared/json.ts';
import { JsonDocument } from '../shared/json-document.ts';
import { type StateVisit, stateError } from './context-object.ts';
import { type Eventual, forEachInOrder, whenReady } from './eventual.ts';
import { type Expression, evaluateExpression } from './expression.ts';
import { evaluateJsonata, type OutputSource } from './jsonata/evaluate-jsonata.ts';
import type { JsonataExpression } from './jsonata/jsonata-expression.ts';

/** Parameters, Arguments, Output and the like, compiled: what holds no expression is kept as one constant. */
export type PayloadTemplate =
  | Constant
  | { readonly kind: 'jsonPath'; readonly root: TemplateNode<PathField> }
  | { readonly kind: 'jsonata'; readonly root: TemplateNode<JsonataExpression> };

interface Constant {
  readonly kind: 'constant';
  readonly document: JsonDocument;
}

/** A part of a template, whose leaves are values to be evaluated. */
export type TemplateNode<Leaf> =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'array'; readonly items: readonly TemplateNode<Leaf>[] }
  | {
      readonly kind: 'object';
      readonly members: readonly TemplateMember<Leaf>[];
      /** A key looks like an array index, so that a plain object would move it to the front. */
      readonly hasIndexKeys: boolean;
    }
  | { readonly kind: 'leaf'; readonly leaf: Leaf };

export interface TemplateMember<Leaf> {
  readonly key: string;
  readonly node: TemplateNode<Leaf>;
}

/** A member whose key ends in `.$`. */
export interface PathField {
  /** The key as written, `.$` included. */
  readonly field: string;
  readonly expression: Expression;
}

/**
 * @param data - what the paths of a JSONPath template start from
 * @param source - what `data` is to a JSONata template, by its name in `$states`
 * @throws StatesError when an expression fails or finds nothing
 */
export function evaluateTemplate(
  template: PayloadTemplate,
  data: JsonDocument,
  visit: StateVisit,
  source: OutputSource = 'input',
): Eventual<JsonDocument> {
  switch (template.kind) {
    case 'constant':
      return template.document;
    case 'jsonPath':
      return whenReady(
        fill(template.root, ({ field, expression }) =>
          evaluateField(field, expression, data, visit),
        ),
        JsonDocument.fromValue,
      );
    case 'jsonata':
      return whenReady(
        fill(template.root, (leaf) => evaluateJsonata(leaf, { visit, source, data })),
        JsonDocument.fromValue,
      );
  }
}

/** One expression after the other: the first that fails is the one that is reported. */
function fill<Leaf>(
  node: TemplateNode<Leaf>,
  evaluate: (leaf: Leaf) => Eventual<JsonValue>,
): Eventual<JsonValue> {
  switch (node.kind) {
    case 'value':
      return node.value;
    case 'array': {
      const items: JsonValue[] = [];
      const done = forEachInOrder(node.items, (item) =>
        whenReady(fill(item, evaluate), (value) => {
          items.push(value);
        }),
      );
      return whenReady(done, () => items);
    }
    case 'object': {
      const object = node.hasIndexKeys ? orderedObject() : {};
      const done = forEachInOrder(node.members, ({ key, node: member }) =>
        whenReady(fill(member, evaluate), (value) => setProperty(object, key, value)),
      );
      return whenReady(done, () => object);
    }
    case 'leaf':
      return evaluate(node.leaf);
  }
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
