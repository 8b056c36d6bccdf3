import { accountValue } from '../shared/account-value.ts';
import { stringifyJson } from '../shared/json.ts';
import { compositeScalar, partOf, replacement, type TextPart } from './composite-scalar.ts';
import { fnIf } from './conditions.ts';
import { cidr } from './fn-cidr.ts';
import { findInMap } from './fn-find-in-map.ts';
import { sub } from './fn-sub.ts';
import { needLanguageExtensions } from './language-extensions.ts';
import {
  childOf,
  type SequenceNode,
  scalarNode,
  scalarText,
  type TemplateNode,
  toJson,
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

const base64: IntrinsicFunction = (call, scope) => {
  const text = scalarText(scope.resolve(call.argument));
  if (text === undefined) return invalid(call, scope, 'needs a text');
  return scalarNode(call.position, Buffer.from(text).toString('base64'));
};

/** How many a region has differs; as many as the largest, so that no Fn::Select asks for too much. */
const ZONES = ['a', 'b', 'c', 'd', 'e', 'f'];

const getAZs: IntrinsicFunction = (call, scope) => {
  const region = scalarText(scope.resolve(call.argument)) || scope.identity.region;
  return sequence(
    call,
    ZONES.map((zone) => region + zone),
  );
};

const length: IntrinsicFunction = (call, scope) => {
  needLanguageExtensions(call.name, call.position, scope);
  const list = scope.resolve(call.argument);
  if (list?.kind !== 'sequence') return invalid(call, scope, 'needs a list');
  return scalarNode(call.position, list.items.length);
};

const toJsonString: IntrinsicFunction = (call, scope) => {
  needLanguageExtensions(call.name, call.position, scope);
  const value = scope.resolve(call.argument);
  if (value === undefined || value.kind === 'scalar') {
    return invalid(call, scope, 'needs a mapping or a list');
  }
  return scalarNode(call.position, stringifyJson(toJson(value)));
};

/** Deploys, but its value exists in an account only. */
const importValue: IntrinsicFunction = (call, scope) => {
  const name = scalarText(scope.resolve(call.argument)) ?? '';
  const text = accountValue('ImportValue', name);
  const message = `the export "${name}" of another stack is not known here: it reads as ${text}`;
  scope.problems.warning(call.position, 'unsupported-intrinsic', message);
  return scalarNode(call.position, text);
};

/** An output of another stack, perhaps of another account. */
const getStackOutput: IntrinsicFunction = (call, scope) => {
  const argument = scope.resolve(call.argument);
  const [stack, output] = ['StackName', 'OutputName'].map((key) =>
    scalarText(childOf(argument, key)),
  );
  if (stack === undefined || output === undefined) {
    return invalid(call, scope, 'needs a mapping with StackName and OutputName');
  }
  const text = accountValue('GetStackOutput', `${stack}.${output}`);
  const message = `the output "${output}" of the stack "${stack}" is not known here: it reads as ${text}`;
  scope.problems.warning(call.position, 'unsupported-intrinsic', message);
  return scalarNode(call.position, text);
};

/** Only an include has its place here, and that is made before anything is resolved. */
const transform: IntrinsicFunction = (call, scope) => {
  const message = `${call.name} is not supported here: what it stands for is left empty`;
  scope.problems.warning(call.position, 'unsupported-intrinsic', message);
  return unresolvedNode(call.position);
};

export const INTRINSIC_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: ref,
  'Fn::Base64': base64,
  'Fn::Cidr': cidr,
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::GetAZs': getAZs,
  'Fn::GetStackOutput': getStackOutput,
  'Fn::If': fnIf,
  'Fn::ImportValue': importValue,
  'Fn::Join': join,
  'Fn::Length': length,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
  'Fn::ToJsonString': toJsonString,
  'Fn::Transform': transform,
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
