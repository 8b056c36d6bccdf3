import type { Position } from '../../shared/problem.ts';
import type { Method } from '../model.ts';
import { childOf, isMapping, type MappingEntry, type MappingNode, scalarText } from '../nodes.ts';
import type { OpenApiDocument } from '../open-api/open-api-document.ts';
import { OPERATIONS } from '../open-api/operations.ts';
import type { ProblemList } from '../problem-list.ts';
import { authorizationReader, type ReadAuthorization } from './authorization.ts';
import { readIntegration } from './integration.ts';
import { checkDeclaredResponses, readMethodResponses } from './method-responses.ts';
import { readRequestModels } from './models.ts';
import {
  checkDeclaredParameters,
  parameterNodes,
  readRequestParameters,
} from './request-parameters.ts';
import { readRequestValidator } from './request-validators.ts';

const INTEGRATION = 'x-amazon-apigateway-integration';

/** The methods of an API, in the order of the document. */
export function readMethods(document: OpenApiDocument): Method[] {
  const { root, problems } = document;
  const paths = childOf(root, 'paths');
  if (!isMapping(paths)) {
    problems.error(root.position, 'missing-property', 'the document has no "paths": add it');
    return [];
  }
  checkResources([...paths.entries.keys()], paths.position, problems);
  const methods: Method[] = [];
  const readAuthorization = authorizationReader(document);
  for (const [resourcePath, { keyPosition, value }] of paths.entries) {
    if (resourcePath.startsWith('x-')) continue;
    checkPath(resourcePath, keyPosition, problems);
    for (const [key, operation] of isMapping(value) ? value.entries : []) {
      const httpMethod = OPERATIONS[key.toLowerCase()];
      if (httpMethod === undefined || !isMapping(operation.value)) continue;
      const name = { resourcePath, httpMethod };
      const method = readMethod(name, value as MappingNode, operation, document);
      methods.push({ ...method, ...readAuthorization(operation.value) });
    }
  }
  return methods;
}

function readMethod(
  { resourcePath, httpMethod }: Pick<Method, 'resourcePath' | 'httpMethod'>,
  pathItem: MappingNode,
  { keyPosition, value }: MappingEntry,
  document: OpenApiDocument,
): Omit<Method, keyof ReturnType<ReadAuthorization>> {
  const operation = value as MappingNode;
  const owner = `${httpMethod} ${resourcePath}`;
  const parameters = parameterNodes(pathItem, operation, document);
  const requestParameters = readRequestParameters(parameters);
  const methodResponses = readMethodResponses(operation, document);
  const requestValidator = readRequestValidator(operation, document);
  const operationId = scalarText(childOf(operation, 'operationId'));
  const integrationEntry = operation.entries.get(INTEGRATION);
  const integration =
    integrationEntry && readIntegration(integrationEntry, owner, document.problems);
  if (integrationEntry === undefined) {
    const message = `${owner} has no ${INTEGRATION}: API Gateway does not deploy a method without one`;
    document.problems.error(keyPosition, 'missing-integration', message);
  } else if (integration !== undefined) {
    checkDeclaredParameters(integration, integrationEntry.value, requestParameters, document);
    checkDeclaredResponses(integration, integrationEntry.value, methodResponses, document);
  }
  return {
    resourcePath,
    httpMethod,
    ...(operationId !== undefined && { operationId }),
    position: keyPosition,
    requestParameters,
    requestModels: readRequestModels(operation, parameters, document),
    ...(requestValidator && { requestValidator }),
    methodResponses,
    ...(integration && { integration }),
  };
}

const MAX_RESOURCES = 300;

/** Each segment of a path is a resource. @see "Amazon API Gateway quotas and important notes" */
function checkResources(paths: readonly string[], position: Position, problems: ProblemList): void {
  const resources = new Set(
    paths.flatMap((path) =>
      path.split('/').map((_, index, all) => all.slice(0, index + 1).join('/')),
    ),
  );
  if (resources.size <= MAX_RESOURCES) return;
  const message = `the API has ${resources.size} resources: more than ${MAX_RESOURCES} need a raised quota`;
  problems.warning(position, 'many-resources', message);
}

const SEGMENT = /^(?:[\w.,:-]+|\{[\w.:-]+\})$/;
const GREEDY_SEGMENT = /^\{[\w.:-]+\+\}$/;

/** @see "Important notes for API Gateway": a path parameter is a whole segment, a greedy one the last. */
export function checkPath(path: string, position: Position, problems: ProblemList): void {
  const segments = path.split('/').slice(1);
  const isRight = segments.every(
    (segment, index) =>
      SEGMENT.test(segment) ||
      (GREEDY_SEGMENT.test(segment) && index === segments.length - 1) ||
      (segment === '' && index === segments.length - 1),
  );
  if (path.startsWith('/') && isRight) return;
  const message = `"${path}" is no path of API Gateway: letters, digits, "_", "-", ".", "," and ":", or a whole segment such as {id}, the last one also {proxy+}`;
  problems.error(position, 'invalid-path', message);
}
