import type { Position } from '../shared/problem.ts';
import { generatedResource } from './generated-resources.ts';
import { scalarNode, scalarText, type TemplateNode, unresolvedNode } from './nodes.ts';
import { pseudoParameter } from './pseudo-parameters.ts';
import { attributeOf, referenceOf } from './resource-attributes.ts';
import type { IntrinsicFunction, Resource, Scope } from './scope.ts';

/** `Ref`: a parameter, a pseudo parameter or a resource. */
export const ref: IntrinsicFunction = ({ argument, position }, scope) => {
  const name = scalarText(argument);
  if (name === undefined) {
    scope.problems.error(
      position,
      'invalid-intrinsic',
      'Ref needs the name of a parameter or resource',
    );
    return unresolvedNode(position);
  }
  if (name === 'AWS::NoValue') return undefined;
  if (name === 'AWS::NotificationARNs') return { kind: 'sequence', position, items: [] };
  const items = scope.parameters.get(name)?.items?.map((item) => scalarNode(position, item));
  if (items !== undefined) return { kind: 'sequence', position, items };
  const text = referenceText(name, position, scope);
  return text === undefined ? unresolvedNode(position) : scalarNode(position, text);
};

/** `Fn::GetAtt`: `Resource.Attribute`, or a list of the two. */
export const getAtt: IntrinsicFunction = ({ argument, position }, scope) => {
  const parts = argument.kind === 'sequence' ? argument.items : splitName(argument);
  const [logicalId, ...attribute] = parts.map((part) => {
    const resolved = typeof part === 'string' ? part : scalarText(scope.resolve(part));
    return resolved ?? '';
  });
  if (logicalId === undefined || attribute.length === 0) {
    const message = 'Fn::GetAtt needs a resource and an attribute, such as MyFunction.Arn';
    scope.problems.error(position, 'invalid-intrinsic', message);
    return unresolvedNode(position);
  }
  const text = attributeText(logicalId, attribute.join('.'), position, scope);
  return text === undefined ? unresolvedNode(position) : scalarNode(position, text);
};

function splitName(argument: TemplateNode): readonly string[] {
  const text = scalarText(argument) ?? '';
  const dot = text.indexOf('.');
  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** The text that `Ref` or `${name}` stands for; what is unknown is reported and undefined. */
export function referenceText(name: string, position: Position, scope: Scope): string | undefined {
  const known = pseudoParameter(name, scope) ?? scope.parameters.get(name)?.text;
  if (known !== undefined) return known;
  const resource = resourceNamed(name, position, scope);
  return resource === undefined ? undefined : referenceOf(resource, scope);
}

/** The text of an attribute; an unknown resource is reported. */
export function attributeText(
  logicalId: string,
  attribute: string,
  position: Position,
  scope: Scope,
): string | undefined {
  const resource = resourceNamed(logicalId, position, scope);
  return resource === undefined ? undefined : attributeOf(resource, attribute, position, scope);
}

/**
 * The text of a name that SAM has for what it generates, in `Fn::Sub`: `MyFunction.Alias`, or an
 * attribute of it such as `MyFunction.Version.Version`; undefined when the name is none.
 */
export function generatedText(name: string, position: Position, scope: Scope): string | undefined {
  const [logicalId = '', property = '', ...attribute] = name.split('.');
  const resource = generatedResource(`${logicalId}.${property}`, scope);
  if (resource === undefined) return undefined;
  return attribute.length === 0
    ? referenceOf(resource, scope)
    : attributeOf(resource, attribute.join('.'), position, scope);
}

function resourceNamed(name: string, position: Position, scope: Scope): Resource | undefined {
  const resource = scope.resources.get(name) ?? generatedResource(name, scope);
  if (resource === undefined) {
    reportUnknownName(name, position, scope);
    return undefined;
  }
  const { conditionName } = resource;
  if (conditionName !== undefined && !scope.isConditionTrue(conditionName, position)) {
    const message = `"${name}" is not created, because its condition "${conditionName}" is false: guard the reference with Fn::If`;
    scope.problems.error(position, 'unresolved-reference', message);
    return undefined;
  }
  return resource;
}

export function reportUnknownName(name: string, position: Position, { problems }: Scope): void {
  const message = `"${name}" is no parameter, pseudo parameter or resource of the template: correct the name or declare it`;
  problems.error(position, 'unresolved-reference', message);
}
