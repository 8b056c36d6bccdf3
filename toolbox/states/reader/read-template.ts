import { isJsonObject, type JsonValue, keysOf, propertyOf } from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { type JsonataExpression, jsonataSource } from '../jsonata/jsonata-expression.ts';
import type {
  PathField,
  PayloadTemplate,
  TemplateMember,
  TemplateNode,
} from '../payload-template.ts';
import { type DefinitionNode, pointerTo, report } from './definition-node.ts';
import { readExpression } from './read-expressions.ts';
import { readJsonata } from './read-jsonata.ts';

const INDEX_KEY = /^\d+$/;
const NOTHING = { kind: 'value', value: null } as const;

/** How a query language marks the values to be evaluated. */
interface Dialect<Leaf> {
  /** A member of an object; the place is that of the object. */
  member(place: DefinitionNode, key: string, value: JsonValue): TemplateMember<Leaf>;
  /** A string. */
  text(place: DefinitionNode, text: string): TemplateNode<Leaf>;
}

const JSON_PATH: Dialect<PathField> = {
  member(place, key, value) {
    return key.endsWith('.$')
      ? { key: key.slice(0, -2), node: readPathField(place, key, value) }
      : { key, node: readNode(at(place, key), value, JSON_PATH) };
  },
  text: (_place, value) => ({ kind: 'value', value }),
};

const JSONATA: Dialect<JsonataExpression> = {
  member(place, key, value) {
    const member = at(place, key);
    if (key.endsWith('.$')) report(place, member.pointer, 'Field is not supported');
    return { key, node: readNode(member, value, JSONATA) };
  },
  text(place, value) {
    const source = jsonataSource(value);
    if (source === undefined) return { kind: 'value', value };
    const leaf = readJsonata(place, source);
    return leaf === undefined ? NOTHING : { kind: 'leaf', leaf };
  },
};

/** Parameters, Arguments and the like, in the query language of the state. */
export function templateField(node: DefinitionNode, key: string): PayloadTemplate | undefined {
  const value = propertyOf(node.value, key);
  return value === undefined ? undefined : readTemplate(at(node, key), value);
}

/** Reads a value that may hold expressions in the state's query language; the place is that of the value. */
export function readTemplate(place: DefinitionNode, value: JsonValue): PayloadTemplate {
  return place.state.queryLanguage === 'JSONata'
    ? jsonataTemplate(readNode(place, value, JSONATA))
    : jsonPathTemplate(readNode(place, value, JSON_PATH));
}

/** Reads a member of an object such as Assign; the place is that of the object. */
export function readMember(
  place: DefinitionNode,
  key: string,
  value: JsonValue,
): { readonly name: string; readonly template: PayloadTemplate } {
  if (place.state.queryLanguage === 'JSONata') {
    const member = JSONATA.member(place, key, value);
    return { name: member.key, template: jsonataTemplate(member.node) };
  }
  const member = JSON_PATH.member(place, key, value);
  return { name: member.key, template: jsonPathTemplate(member.node) };
}

function jsonataTemplate(root: TemplateNode<JsonataExpression>): PayloadTemplate {
  return root.kind === 'value' ? constant(root.value) : { kind: 'jsonata', root };
}

function jsonPathTemplate(root: TemplateNode<PathField>): PayloadTemplate {
  return root.kind === 'value' ? constant(root.value) : { kind: 'jsonPath', root };
}

function constant(value: JsonValue): PayloadTemplate {
  return { kind: 'constant', document: JsonDocument.fromValue(value) };
}

function readNode<Leaf>(
  place: DefinitionNode,
  value: JsonValue,
  dialect: Dialect<Leaf>,
): TemplateNode<Leaf> {
  if (typeof value === 'string') return dialect.text(place, value);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => readNode(at(place, index), item, dialect));
    return isConstant(items) ? { kind: 'value', value } : { kind: 'array', items };
  }
  if (!isJsonObject(value)) return { kind: 'value', value };
  const members = keysOf(value).map((key) => dialect.member(place, key, value[key] as JsonValue));
  if (isConstant(members.map(({ node }) => node))) return { kind: 'value', value };
  return { kind: 'object', members, hasIndexKeys: members.some(({ key }) => INDEX_KEY.test(key)) };
}

function isConstant(nodes: readonly TemplateNode<unknown>[]): boolean {
  return nodes.every(({ kind }) => kind === 'value');
}

function readPathField(
  place: DefinitionNode,
  field: string,
  text: JsonValue,
): TemplateNode<PathField> {
  const message = `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
  if (typeof text !== 'string') report(place, place.pointer, message);
  const expression =
    typeof text === 'string' ? readExpression(place, text, place.pointer, message) : undefined;
  // A definition with a problem is never run.
  return expression === undefined ? NOTHING : { kind: 'leaf', leaf: { field, expression } };
}

function at(place: DefinitionNode, key: string | number): DefinitionNode {
  return { ...place, pointer: pointerTo(place, key) };
}
