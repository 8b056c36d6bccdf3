import { LOCAL_ACCOUNT_ID } from '../../../toolbox/shared/arn.ts';
import { isJsonObject, type JsonObject } from '../../../toolbox/shared/json.ts';
import { formatProblem } from '../../../toolbox/shared/problem.ts';
import {
  childOf,
  isMapping,
  type MappingNode,
  mappingToJson,
  scalarText,
  type TemplateNode,
  toJson,
} from '../../../toolbox/template/nodes.ts';
import { readParameters } from '../../../toolbox/template/parameters.ts';
import { createProblemList } from '../../../toolbox/template/problem-list.ts';
import { readYaml } from '../../../toolbox/template/read-yaml.ts';
import { createScope } from '../../../toolbox/template/resolver.ts';
import { readResources } from '../../../toolbox/template/resources.ts';
import type { Scope, Stack } from '../../../toolbox/template/scope.ts';
import { templateFiles } from '../../../toolbox/template/template-files.ts';
import { applyTransforms } from '../../../toolbox/template/transforms.ts';
import { APP_FILES, APP_REGION, APP_TEMPLATE } from './load-app.ts';

/** What CloudFormation creates of the template, whether the local runtime needs it or not. */
export interface DeployedStack {
  /** By logical id. */
  readonly resources: Readonly<Record<string, DeployedResource>>;
  readonly outputs: Readonly<Record<string, JsonObject>>;
}

export interface DeployedResource {
  readonly type: string;
  readonly properties: JsonObject;
  /** As written, such as `DeletionPolicy`. */
  readonly attributes: JsonObject;
}

/** The stack of this repository; its parameters have their defaults unless overridden. */
export function deployedStack(
  parameterOverrides: Readonly<Record<string, string>> = {},
): DeployedStack {
  const { root } = readYaml('template.yaml', APP_FILES.readFile(APP_TEMPLATE));
  if (!isMapping(root)) throw new Error('The template is no mapping');
  const scope = scopeOf(root, parameterOverrides);
  const deployed = {
    resources: deployedResources(childOf(root, 'Resources'), scope),
    outputs: deployedOutputs(childOf(root, 'Outputs'), scope),
  };
  expect(scope.problems.sorted().map(formatProblem)).toEqual([]);
  return deployed;
}

function scopeOf(written: MappingNode, overrides: Readonly<Record<string, string>>): Scope {
  const problems = createProblemList();
  const stackOf = (root: MappingNode): Stack => ({
    identity: { accountId: LOCAL_ACCOUNT_ID, region: APP_REGION, partition: 'aws' },
    stackName: 'stepgate',
    parameters: readParameters(childOf(root, 'Parameters'), overrides, problems),
    mappings: undefined,
    conditions: childOf(root, 'Conditions'),
    hasLanguageExtensions: false,
    resources: new Map(),
    problems,
  });
  const files = templateFiles(APP_TEMPLATE, APP_FILES, problems);
  const { root, stack } = applyTransforms(written, stackOf, files);
  return createScope({ ...stack, resources: readResources(root, createScope(stack)) });
}

function deployedResources(
  section: TemplateNode | undefined,
  scope: Scope,
): Record<string, DeployedResource> {
  return Object.fromEntries(
    createdEntries(section, scope).map(([logicalId, node]) => {
      const resource = scope.resources.get(logicalId);
      if (resource === undefined) throw new Error(`${logicalId} cannot be read`);
      const properties = mappingToJson(scope.propertiesOf(resource));
      return [logicalId, { type: resource.type, properties, attributes: mappingToJson(node) }];
    }),
  );
}

function deployedOutputs(
  section: TemplateNode | undefined,
  scope: Scope,
): Record<string, JsonObject> {
  return Object.fromEntries(
    createdEntries(section, scope).map(([name, node]) => {
      const resolved = scope.resolve(node);
      const output = resolved === undefined ? undefined : toJson(resolved);
      return [name, isJsonObject(output) ? output : {}];
    }),
  );
}

/** The members of a section whose condition holds. */
function createdEntries(
  section: TemplateNode | undefined,
  scope: Scope,
): readonly (readonly [string, MappingNode])[] {
  const entries = isMapping(section) ? [...section.entries] : [];
  return entries.flatMap(([name, { value }]) => {
    const condition = scalarText(childOf(value, 'Condition'));
    const isCreated = condition === undefined || scope.isConditionTrue(condition, value.position);
    return isMapping(value) && isCreated ? [[name, value] as const] : [];
  });
}
