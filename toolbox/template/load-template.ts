import { resolve } from 'node:path';
import { LOCAL_ACCOUNT_ID, partitionOf } from '../shared/arn.ts';
import type { Problem } from '../shared/problem.ts';
import { type ApiEvent, apiEvents } from './api-events.ts';
import { checkReferences } from './check-references.ts';
import { checkSections } from './check-sections.ts';
import { isCreated } from './conditions.ts';
import { httpConnection, isConnection } from './connections.ts';
import { functionConfiguration, isFunction } from './functions.ts';
import { httpApiEvents } from './http-api/http-api-events.ts';
import { hasLanguageExtensions } from './language-extensions.ts';
import { reportMissingPermissions } from './missing-permissions.ts';
import type { SamTemplate } from './model.ts';
import { childOf, isMapping, type MappingNode } from './nodes.ts';
import { readParameters } from './parameters.ts';
import { functionPermissions } from './permissions.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import { type ApiSources, readApi } from './read-api.ts';
import { createScope } from './resolver.ts';
import { nameOf } from './resource-attributes.ts';
import { readResources } from './resources.ts';
import { roleConfigurations } from './roles.ts';
import type { Scope, Stack } from './scope.ts';
import { isStateMachine, stateMachineConfiguration } from './state-machines.ts';
import {
  displayName,
  type FileAccess,
  readDocument,
  type TemplateFiles,
  templateFiles,
} from './template-files.ts';
import { applyTransforms } from './transforms.ts';
import { reportUnsupportedResources } from './unsupported-resources.ts';

export interface LoadTemplateOptions extends FileAccess {
  /** `--parameter-overrides`, by name. */
  readonly parameterOverrides: Readonly<Record<string, string>>;
  readonly region: string;
  readonly stackName?: string;
}

export interface LoadedTemplate {
  /** Absent when the template itself cannot be read; otherwise as much of it as could be made sense of. */
  readonly template?: SamTemplate;
  /** Everything at once, by file and place. One error is enough for AWS to refuse the template. */
  readonly problems: readonly Problem[];
}

/** The name of a stack that is not deployed, as `sam local` has it. */
const LOCAL_STACK_NAME = 'local';

/**
 * Reads a SAM template with all files that it names, resolves it with local ARNs and collects every problem.
 *
 * @param file - path of the template; positions show it relative to the current folder
 */
export function loadTemplate(file: string, options: LoadTemplateOptions): LoadedTemplate {
  const problems = createProblemList();
  const files = templateFiles(file, options, problems);
  const written = readTemplate(file, files, problems);
  if (written === undefined) return { problems: problems.sorted() };
  const stackOfRoot = (document: MappingNode): Stack => stackOf(document, options, problems);
  const { root, stack } = applyTransforms(written, stackOfRoot, files);
  const resources = readResources(root, createScope(stack));
  const scope = createScope({ ...stack, resources });
  const events = { events: apiEvents(scope), httpApiEvents: httpApiEvents(scope) };
  const template = {
    file: resolve(file),
    identity: stack.identity,
    stackName: stack.stackName,
    parameters: Object.fromEntries([...stack.parameters].map(([name, { text }]) => [name, text])),
    ...configurationsOf(scope, files, events),
  };
  checkSections(root, scope);
  checkReferences(childOf(root, 'Outputs'), allOf(events), scope);
  return { template, problems: problems.sorted() };
}

function readTemplate(
  file: string,
  files: TemplateFiles,
  problems: ProblemList,
): MappingNode | undefined {
  const position = { file: displayName(file), line: 1, column: 1 };
  const text = files.read(resolve(file), position)?.text;
  if (text === undefined) return undefined;
  const { root, problems: syntaxProblems } = readDocument({ name: position.file, text });
  problems.addAll(syntaxProblems);
  if (root === undefined || isMapping(root)) return root;
  problems.error(position, 'invalid-template', 'a template has to be a mapping with Resources');
  return undefined;
}

function stackOf(
  root: MappingNode,
  { parameterOverrides, region, stackName }: LoadTemplateOptions,
  problems: ProblemList,
): Stack {
  return {
    identity: { accountId: LOCAL_ACCOUNT_ID, region, partition: partitionOf(region) },
    stackName: stackName ?? LOCAL_STACK_NAME,
    parameters: readParameters(childOf(root, 'Parameters'), parameterOverrides, problems),
    mappings: childOf(root, 'Mappings'),
    conditions: childOf(root, 'Conditions'),
    hasLanguageExtensions: hasLanguageExtensions(root),
    resources: new Map(),
    problems,
  };
}

/** The events that lead to APIs. */
type Events = Pick<ApiSources, 'events' | 'httpApiEvents'>;

function allOf({ events, httpApiEvents: others }: Events): ApiEvent[] {
  return [...events, ...others];
}

function configurationsOf(
  scope: Scope,
  files: TemplateFiles,
  events: Events,
): Pick<
  SamTemplate,
  'activities' | 'apis' | 'connections' | 'functions' | 'permissions' | 'roles' | 'stateMachines'
> {
  const resources = [...scope.resources.values()].filter((resource) => isCreated(resource, scope));
  reportUnsupportedResources(resources, scope);
  const configurations = {
    activities: resources
      .filter(({ type }) => type === 'AWS::StepFunctions::Activity')
      .map((resource) => nameOf(resource, 'Name', scope)),
    connections: resources
      .filter(isConnection)
      .map((resource) => httpConnection(resource, scope))
      .filter((connection) => connection !== undefined),
    apis: resources
      .map((resource) => readApi(resource, { scope, files, ...events }))
      .filter((api) => api !== undefined),
    stateMachines: resources
      .filter(isStateMachine)
      .map((resource) => stateMachineConfiguration(resource, scope, files))
      .filter((stateMachine) => stateMachine !== undefined),
    functions: resources
      .filter(isFunction)
      .map((resource) => functionConfiguration(resource, scope, files)),
    permissions: functionPermissions(resources, allOf(events), scope),
    roles: roleConfigurations(resources, events.events, scope),
  };
  reportMissingPermissions(configurations, scope);
  return configurations;
}
