import type { Position } from '../../shared/problem.ts';
import type { ApiEvent } from '../api-events.ts';
import { type BuildableMembers, buildMapping } from '../build-nodes.ts';
import {
  childOf,
  isMapping,
  itemsOf,
  type MappingNode,
  scalarText,
  type TemplateNode,
} from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import type { Scope } from '../scope.ts';

/**
 * What SAM writes of `RequestModel` and `RequestParameters` into an operation.
 *
 * @see "RequestModel" and "RequestParameter" (SAM Developer Guide)
 */
export function requestMembers(event: ApiEvent, scope: Scope): BuildableMembers {
  const { properties } = event;
  const model = requestModel(event, scope);
  const written = itemsOf(childOf(properties, 'RequestParameters'));
  const parameters = written.map((node) => requestParameter(node, event, scope.problems));
  const all = [model && bodyParameter(model), ...parameters].filter((node) => node !== undefined);
  return {
    ...(all.length > 0 && { parameters: all }),
    'x-amazon-apigateway-request-validator': model && validatorName(model, event, scope.problems),
  };
}

/** `RequestModel`, when its model is one of the API. */
function requestModel({ properties, label, api }: ApiEvent, scope: Scope): MappingNode | undefined {
  const node = childOf(properties, 'RequestModel');
  const model = childOf(node, 'Model');
  const name = scalarText(model);
  if (!isMapping(node) || model === undefined || name === undefined) return undefined;
  const models = childOf(scope.propertiesOf(api), 'Models');
  if (childOf(models, name) !== undefined) return node;
  const names = isMapping(models) ? [...models.entries.keys()].join(', ') : 'none';
  const message = `RequestModel of ${label}: "${name}" is none of the Models of API "${api.logicalId}" (${names}): declare it there or correct the name`;
  scope.problems.error(model.position, 'unknown-model', message);
  return undefined;
}

/** SAM keeps the names of models in lower case. */
export const samModelName = (name: string): string => name.toLowerCase();

function bodyParameter(model: MappingNode): MappingNode {
  const name = samModelName(scalarText(childOf(model, 'Model')) ?? '');
  return buildMapping(model.position, {
    in: 'body',
    name,
    required: childOf(model, 'Required'),
    schema: { $ref: `#/definitions/${name}` },
  });
}

/** The validators that SAM makes, by what they look at. */
export const SAM_VALIDATORS = {
  'body-and-params': { validateRequestBody: true, validateRequestParameters: true },
  'body-only': { validateRequestBody: true, validateRequestParameters: false },
  'params-only': { validateRequestBody: false, validateRequestParameters: true },
  'no-validation': { validateRequestBody: false, validateRequestParameters: false },
} as const;

function validatorName(
  model: MappingNode,
  { label }: ApiEvent,
  problems: ProblemList,
): string | undefined {
  const [body, parameters] = ['ValidateBody', 'ValidateParameters'].map((key) => {
    const node = childOf(model, key);
    if (node === undefined || (node.kind === 'scalar' && typeof node.value === 'boolean')) {
      return node?.kind === 'scalar' ? node.value : undefined;
    }
    const message = `${key} of ${label} has to be true or false, without quotes`;
    problems.error(node.position, 'invalid-property', message);
    return undefined;
  });
  if (body === undefined && parameters === undefined) return undefined;
  const found = Object.entries(SAM_VALIDATORS).find(
    ([, validator]) =>
      validator.validateRequestBody === (body ?? false) &&
      validator.validateRequestParameters === (parameters ?? false),
  );
  return found?.[0];
}

const PARAMETER = /^method\.request\.(querystring|path|header)\.(.+)$/s;

/** A text, or a mapping from it to `{Required, Caching}`. */
function requestParameter(
  node: TemplateNode,
  { label }: ApiEvent,
  problems: ProblemList,
): MappingNode | undefined {
  const [key, entry] = isMapping(node) ? ([...node.entries][0] ?? []) : [scalarText(node)];
  const [, location, name] = PARAMETER.exec(key ?? '') ?? [];
  if (location === undefined || name === undefined) {
    const message = `RequestParameters of ${label}: expected method.request.header.X, method.request.querystring.X or method.request.path.X, not "${key ?? ''}"`;
    problems.error(node.position, 'invalid-property', message);
    return undefined;
  }
  return buildMapping(entry?.keyPosition ?? node.position, {
    in: location === 'querystring' ? 'query' : location,
    name,
    required: requiredOf(entry?.value, node.position, label, problems),
    type: 'string',
  });
}

const SETTINGS = ['Caching', 'Required'];

function requiredOf(
  settings: TemplateNode | undefined,
  position: Position,
  label: string,
  problems: ProblemList,
): TemplateNode | boolean {
  if (settings === undefined) return false;
  const isRight =
    isMapping(settings) && [...settings.entries.keys()].every((key) => SETTINGS.includes(key));
  if (!isRight) {
    const message = `a parameter among RequestParameters of ${label} takes {Required: true, Caching: false} only`;
    problems.error(position, 'invalid-property', message);
  }
  return childOf(settings, 'Required') ?? false;
}
