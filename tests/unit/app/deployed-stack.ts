import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
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
import type { Resource, Scope } from '../../../toolbox/template/scope.ts';
import { templateFiles } from '../../../toolbox/template/template-files.ts';
import { APP_REGION } from './load-app.ts';

const TEMPLATE = resolve(__dirname, '../../../template.yaml');
const readFile = (file: string): string => readFileSync(file, 'utf8');

/** What CloudFormation makes of the template: all that is created, whether a local runtime needs it or not. */
export interface DeployedStack {
  /** By logical id. */
  readonly resources: Readonly<Record<string, DeployedResource>>;
  readonly outputs: Readonly<Record<string, JsonObject>>;
}

export interface DeployedResource {
  readonly type: string;
  readonly properties: JsonObject;
  /** Everything beside the properties, such as `DeletionPolicy`. */
  readonly attributes: JsonObject;
}

/** The stack of this repository, its parameters at their defaults unless overridden. */
export function deployedStack(
  parameterOverrides: Readonly<Record<string, string>> = {},
): DeployedStack {
  const problems = createProblemList();
  const { root } = readYaml('template.yaml', readFile(TEMPLATE));
  if (!isMapping(root)) throw new Error('The template is no mapping');
  const stack = {
    identity: { accountId: LOCAL_ACCOUNT_ID, region: APP_REGION, partition: 'aws' },
    stackName: 'stepgate',
    parameters: readParameters(childOf(root, 'Parameters'), parameterOverrides, problems),
    mappings: undefined,
    conditions: childOf(root, 'Conditions'),
    problems,
  };
  const files = templateFiles(TEMPLATE, readFile, problems);
  const empty = new Map<string, Resource>();
  const resources = readResources(root, createScope({ ...stack, resources: empty }), files);
  const scope = createScope({ ...stack, resources });
  const deployed = {
    resources: deployedResources(childOf(root, 'Resources'), scope),
    outputs: deployedOutputs(childOf(root, 'Outputs'), scope),
  };
  expect(problems.sorted().map(formatProblem)).toEqual([]);
  return deployed;
}

function deployedResources(
  section: TemplateNode | undefined,
  scope: Scope,
): Record<string, DeployedResource> {
  return Object.fromEntries(
    createdEntries(section, scope).map(([logicalId, node]) => {
      const resource = scope.resources.get(logicalId);
      if (resource === undefined) throw new Error(`${logicalId} cannot be read`);
      const { Type, Properties, Condition, ...attributes } = mappingToJson(node);
      const properties = mappingToJson(scope.propertiesOf(resource));
      return [logicalId, { type: resource.type, properties, attributes }];
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
