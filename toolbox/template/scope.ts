import type { AwsIdentity } from '../shared/arn.ts';
import type { Position } from '../shared/problem.ts';
import type { MappingNode, TemplateNode } from './nodes.ts';
import type { ParameterValue } from './parameters.ts';
import type { ProblemList } from './problem-list.ts';

/** A resource of the template, with SAM's `Globals` merged in and AWS::Include made. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly position: Position;
  /** Not resolved. */
  readonly properties: MappingNode;
  readonly metadata?: TemplateNode;
  readonly conditionName?: string;
  /** The logical ids of `DependsOn`. */
  readonly dependsOn: readonly TemplateNode[];
  /** SAM's `Connectors` attribute, by name. */
  readonly connectors?: TemplateNode;
}

/** Everything that intrinsic functions look at. */
export interface Stack {
  readonly identity: AwsIdentity;
  readonly stackName: string;
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  readonly mappings: TemplateNode | undefined;
  readonly conditions: TemplateNode | undefined;
  /** Whether the template has the transform AWS::LanguageExtensions. */
  readonly hasLanguageExtensions: boolean;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly problems: ProblemList;
}

/** A stack whose values can be asked for. */
export interface Scope extends Stack {
  /** Replaces every intrinsic function; undefined for `AWS::NoValue`, which removes its property. */
  resolve(node: TemplateNode): TemplateNode | undefined;
  /** The resolved properties of a resource, made once. */
  propertiesOf(resource: Resource): MappingNode;
  /** The value of a condition of the template; an unknown one is reported and false. */
  isConditionTrue(name: string, position: Position): boolean;
  /** Logical ids whose name is being made: how a circle of names is noticed. */
  readonly naming: Set<string>;
}

/** A call of an intrinsic function: `{ "Fn::Join": argument }`. */
export interface IntrinsicCall {
  readonly name: string;
  readonly argument: TemplateNode;
  readonly position: Position;
}

export type IntrinsicFunction = (call: IntrinsicCall, scope: Scope) => TemplateNode | undefined;
