import { DECLARED_HTTP_METHODS } from '../../shared/http-methods.ts';
import { type ApiEvent, resourcePathOf } from '../api-events.ts';
import { buildMapping, mappingAt, withEntries, withMember } from '../build-nodes.ts';
import { childOf, isMapping, type MappingNode } from '../nodes.ts';
import type { Resource, Scope } from '../scope.ts';
import { readApiAuth } from './api-auth.ts';
import { eventOperation } from './event-operations.ts';
import { SAM_VALIDATORS } from './event-request.ts';

const ANY_METHOD = 'x-amazon-apigateway-any-method';

/**
 * The document that SAM writes for an API without one of its own.
 *
 * @param events - those of this API
 */
export function managedDocument(
  api: Resource,
  events: readonly ApiEvent[],
  scope: Scope,
): MappingNode {
  const skeleton = buildMapping(api.position, {
    swagger: '2.0',
    info: { version: '1.0', title: scope.stackName },
    'x-amazon-apigateway-request-validators': SAM_VALIDATORS,
    paths: {},
  });
  return withEventMethods(skeleton, api, events, scope);
}

/**
 * A document of the developer's own with the events of functions in it (`MergeDefinitions`). SAM
 * does it before CloudFormation includes any file.
 */
export function mergedDocument(
  document: MappingNode,
  api: Resource,
  events: readonly ApiEvent[],
  scope: Scope,
): MappingNode {
  const [first] = events;
  if (first === undefined || (!document.isIncluded && isMapping(childOf(document, 'paths')))) {
    return withEventMethods(document, api, events, scope);
  }
  const message = `MergeDefinitions of API "${api.logicalId}" needs "paths" in the template itself: SAM leaves ${first.label} out; include below "paths" only`;
  const { keyPosition: position } = api.properties.entries.get('MergeDefinitions') ?? {
    keyPosition: api.position,
  };
  scope.problems.warning(position, 'event-left-out', message);
  return document;
}

/**
 * Adds an operation for each event. What the document says of it already stays, as far as SAM does
 * not write the same.
 */
function withEventMethods(
  document: MappingNode,
  api: Resource,
  events: readonly ApiEvent[],
  scope: Scope,
): MappingNode {
  const auth = readApiAuth(api, scope);
  const taken = new Set<string>();
  let root = document;
  for (const event of events) {
    const { httpMethod, path, label, position } = event;
    const name = `${httpMethod} ${path}`;
    if (taken.has(name)) {
      const message = `${label} is a second one for ${name} of API "${api.logicalId}": keep one of them`;
      scope.problems.error(position, 'duplicate-method', message);
    } else {
      checkMethod(event, scope);
      root = withOperation(root, event, eventOperation(event, auth, scope));
    }
    taken.add(name);
  }
  return root;
}

function checkMethod({ httpMethod, properties, position, label }: ApiEvent, scope: Scope): void {
  if (DECLARED_HTTP_METHODS.includes(httpMethod)) return;
  const message = `Method of ${label} has to be one of ${DECLARED_HTTP_METHODS.join(', ')}, not "${httpMethod}"`;
  const place = childOf(properties, 'Method')?.position ?? position;
  scope.problems.error(place, 'invalid-property', message);
}

function withOperation(root: MappingNode, event: ApiEvent, operation: MappingNode): MappingNode {
  const { httpMethod, position, properties } = event;
  const path = resourcePathOf(event);
  const key = httpMethod === 'ANY' ? ANY_METHOD : httpMethod.toLowerCase();
  const paths = mappingAt(root, 'paths');
  const pathItem = mappingAt(paths, path);
  const written = childOf(pathItem, key);
  const merged = isMapping(written) ? withEntries(written, operation.entries) : operation;
  const pathPosition =
    paths.entries.get(path)?.keyPosition ?? childOf(properties, 'Path')?.position ?? position;
  const newItem = withEntries(pathItem, [[key, { keyPosition: position, value: merged }]]);
  const newPaths = withEntries(paths, [[path, { keyPosition: pathPosition, value: newItem }]]);
  return withMember(root, 'paths', newPaths);
}
