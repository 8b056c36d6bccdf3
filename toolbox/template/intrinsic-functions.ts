import { accountValue } from '../shared/account-value.ts';
import { compositeScalar, partOf, replacement, type TextPart } from './composite-scalar.ts';
import { fnIf } from './conditions.ts';
import { sub } from './fn-sub.ts';
import {
  childOf,
  type SequenceNode,
  scalarNode,
  scalarText,
  type TemplateNode,
  unresolvedNode,
} from './nodes.ts';
import { getAtt, ref } from './references.ts';
import type { IntrinsicCall, IntrinsicFunction, Scope } from './scope.ts';

const join: IntrinsicFunction = (call, scope) => {
  const [separator, list] = operands(call);
  const items = list === undefined ? undefined : scope.resolve(list);
  const between = scalarText(separator) ?? (separator?.kind === 'scalar' ? '' : undefined);
  if (between === undefined || items?.kind !== 'sequence') {
    return invalid(call, scope, 'needs a list of a separator and a list of texts');
  }
  const parts: TextPart[] = [];
  for (const item of items.items) {
    if (item.kind !== 'scalar') return invalid(call, scope, 'can join texts only');
    if (parts.length > 0) parts.push(replacement(between, item.position));
    parts.push(partOf(item, 0, String(item.value).length));
  }
  return compositeScalar(call.position, parts);
};

const split: IntrinsicFunction = (call, scope) => {
  const [separator, source] = operands(call);
  const text = scalarText(source === undefined ? undefined : scope.resolve(source));
  const between = scalarText(separator);
  if (between === undefined || between === '' || text === undefined) {
    return invalid(call, scope, 'needs a list of a separator and a text');
  }
  return sequence(call, text.split(between));
};

const select: IntrinsicFunction = (call, scope) => {
  const [indexNode, list] = operands(call);
  const index = scalarText(indexNode === undefined ? undefined : scope.resolve(indexNode));
  const items = list === undefined ? undefined : scope.resolve(list);
  if (index === undefined || !/^\d+$/.test(index) || items?.kind !== 'sequence') {
    return invalid(call, scope, 'needs a list of an index and a list');
  }
  const count = items.items.length;
  const selected = items.items[Number(index)];
  return selected ?? invalid(call, scope, `asks for item ${index} of a list of ${count} items`);
};

const findInMap: IntrinsicFunction = (call, scope) => {
  const [map, top, second, options] = operands(call);
  const keys = [map, top, second].map((node) =>
    scalarText(node === undefined ? undefined : scope.resolve(node)),
  );
  let found = scope.mappings;
  for (const key of keys) found = key === undefined ? undefined : childOf(found, key);
  const value = found ?? childOf(options, 'DefaultValue');
  if (value !== undefined) return scope.resolve(value);
  const message = `Mappings have no value at ${keys.join(' / ')}: add it or correct the keys`;
  scope.problems.error(call.position, 'unknown-mapping', message);
  return unresolvedNode(call.position);
};

const base64: IntrinsicFunction = (call, scope) => {
  const text = scalarText(scope.resolve(call.argument));
  if (text === undefined) return invalid(call, scope, 'needs a text');
  return scalarNode(call.position, Buffer.from(text).toString('base64'));
};

const getAZs: IntrinsicFunction = (call, scope) => {
  const region = scalarText(scope.resolve(call.argument)) || scope.identity.region;
  return sequence(call, [`${region}a`, `${region}b`, `${region}c`]);
};

/** Deploys, but its value exists in an account only. */
const importValue: IntrinsicFunction = (call, scope) => {
  const name = scalarText(scope.resolve(call.argument)) ?? '';
  const text = accountValue('ImportValue', name);
  const message = `the export "${name}" of another stack is not known here: it reads as ${text}`;
  scope.problems.warning(call.position, 'unsupported-intrinsic', message);
  return scalarNode(call.position, text);
};

const unsupported: IntrinsicFunction = (call, scope) => {
  const message = `${call.name} is not supported here: what it stands for is left empty`;
  scope.problems.warning(call.position, 'unsupported-intrinsic', message);
  return unresolvedNode(call.position);
};

export const INTRINSIC_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: ref,
  'Fn::Base64': base64,
  'Fn::Cidr': unsupported,
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::GetAZs': getAZs,
  'Fn::If': fnIf,
  'Fn::ImportValue': importValue,
  'Fn::Join': join,
  'Fn::Length': unsupported,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
  'Fn::ToJsonString': unsupported,
  'Fn::Transform': unsupported,
};

function operands({ argument }: IntrinsicCall): readonly TemplateNode[] {
  return argument.kind === 'sequence' ? argument.items : [];
}

function sequence({ position }: IntrinsicCall, texts: readonly string[]): SequenceNode {
  return { kind: 'sequence', position, items: texts.map((text) => scalarNode(position, text)) };
}

function invalid(call: IntrinsicCall, scope: Scope, message: string): TemplateNode {
  scope.problems.error(call.position, 'invalid-intrinsic', `${call.name} ${message}`);
  return unresolvedNode(call.position);
}
