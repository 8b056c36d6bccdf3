import { roleArn } from '../shared/arn.ts';
import { definitionSubstitutions, type Substitutions } from './definition-substitutions.ts';
import { reportEvents } from './events.ts';
import type { StateMachineConfiguration, WorkflowDefinition } from './model.ts';
import { childOf, type MappingNode, mappingToJson, positionOfKey, scalarText } from './nodes.ts';
import { PropertyReader } from './property-reader.ts';
import { nameOf, referenceOf } from './resource-attributes.ts';
import type { Resource, Scope } from './scope.ts';
import { isRemote, type TemplateFiles } from './template-files.ts';
import {
  definitionFromFile,
  definitionFromText,
  definitionFromValue,
} from './workflow-definition.ts';

const SAM = 'AWS::Serverless::StateMachine';
const CLOUDFORMATION = 'AWS::StepFunctions::StateMachine';

/** The two types have the same properties under other names. */
const PROPERTY_NAMES = {
  [SAM]: {
    name: 'Name',
    type: 'Type',
    role: 'Role',
    logging: 'Logging',
    tracing: 'Tracing',
    file: 'DefinitionUri',
    sources: ['Definition', 'DefinitionUri'],
  },
  [CLOUDFORMATION]: {
    name: 'StateMachineName',
    type: 'StateMachineType',
    role: 'RoleArn',
    logging: 'LoggingConfiguration',
    tracing: 'TracingConfiguration',
    file: 'DefinitionS3Location',
    sources: ['DefinitionString', 'Definition', 'DefinitionS3Location'],
  },
} as const;

type StateMachineResource = Resource & { readonly type: keyof typeof PROPERTY_NAMES };

export function isStateMachine(resource: Resource): resource is StateMachineResource {
  return resource.type === SAM || resource.type === CLOUDFORMATION;
}

/** Undefined when there is no definition that could be read here. */
export function stateMachineConfiguration(
  resource: StateMachineResource,
  scope: Scope,
  files: TemplateFiles,
): StateMachineConfiguration | undefined {
  const { logicalId, type: resourceType, position } = resource;
  const { problems, identity } = scope;
  const names = PROPERTY_NAMES[resourceType];
  const properties = scope.propertiesOf(resource);
  const read = new PropertyReader(properties, `state machine "${logicalId}"`, problems);
  reportEvents(resource, scope);
  const definition = readDefinition(properties, resource, scope, files);
  const type = read.oneOf(names.type, ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
  const role = resourceType === SAM ? read.text(names.role) : read.requiredText(names.role);
  const logging = read.mapping(names.logging);
  const tracing = read.mapping(names.tracing);
  if (definition === undefined) return undefined;
  return {
    logicalId,
    name: nameOf(resource, names.name, scope),
    stateMachineArn: referenceOf(resource, scope),
    type,
    roleArn: role ?? roleArn(identity, '/', `${logicalId}Role`),
    position,
    definition,
    ...(logging && { loggingConfiguration: mappingToJson(logging) }),
    ...(tracing && { tracingConfiguration: mappingToJson(tracing) }),
  };
}

function readDefinition(
  properties: MappingNode,
  { logicalId, type }: StateMachineResource,
  { problems }: Scope,
  files: TemplateFiles,
): WorkflowDefinition | undefined {
  const { sources } = PROPERTY_NAMES[type];
  const [source, ...others] = sources.filter((key) => properties.entries.has(key));
  if (source === undefined || others.length > 0) {
    const found = source === undefined ? 'none of them' : `${[source, ...others].join(' and ')}`;
    const message = `state machine "${logicalId}" needs exactly one of ${sources.join(', ')}, and has ${found}`;
    problems.error(properties.position, 'missing-property', message);
    return undefined;
  }
  const read = new PropertyReader(properties, `state machine "${logicalId}"`, problems);
  const declared = read.mapping('DefinitionSubstitutions');
  const substitutions = definitionSubstitutions(declared, problems);
  const definition = definitionFrom(source, properties, { substitutions, files, problems });
  if (definition !== undefined) substitutions.reportUnused();
  return definition;
}

function definitionFrom(
  source: string,
  properties: MappingNode,
  {
    substitutions,
    files,
    problems,
  }: Pick<Scope, 'problems'> & { substitutions: Substitutions; files: TemplateFiles },
): WorkflowDefinition | undefined {
  const node = childOf(properties, source);
  if (node === undefined || (node.kind === 'scalar' && node.unresolved)) return undefined;
  if (source === 'Definition') return definitionFromValue(node, substitutions, problems);
  const location = scalarText(node);
  if (source === 'DefinitionString') {
    if (node.kind === 'scalar') return definitionFromText(node, substitutions, problems);
    const message = 'DefinitionString has to be text: write an object as Definition';
    problems.error(node.position, 'invalid-property', message);
    return undefined;
  }
  if (location === undefined || isRemote(location)) {
    const message = `the workflow is not in a file beside the template: it cannot run here`;
    problems.warning(positionOfKey(properties, source), 'unsupported-location', message);
    return undefined;
  }
  const file = files.read(location, node.position);
  return file && definitionFromFile(file, substitutions, problems);
}
