import type { Position, Problem } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';
import type { Integration, IntegrationResponse, Method, RestApi } from '../template/model.ts';
import { VtlError } from '../vtl/vtl-error.ts';
import {
  gatewayResponseMapping,
  type HeaderMapping,
  type RequestMapping,
  requestMapping,
  responseMapping,
} from './mapping-targets.ts';
import { compileMappingTemplate } from './mapping-template.ts';

/** Compiles every mapping template and parameter mapping of an API, and tells what is wrong with them. */
export function mappingProblems({ methods, gatewayResponses }: RestApi): Problem[] {
  return [
    ...methods.flatMap((method) =>
      method.integration === undefined ? [] : integrationProblems(method, method.integration),
    ),
    ...Object.values(gatewayResponses).flatMap(({ responseParameters, position }) =>
      unknownMappings(responseParameters, gatewayResponseMapping, position),
    ),
  ];
}

function integrationProblems(method: Method, integration: Integration): Problem[] {
  const { requestTemplates, requestParameters, responses, position } = integration;
  return [
    ...templateProblems(requestTemplates),
    ...unknownMappings(requestParameters, requestMapping, position),
    ...responses.flatMap((response) => responseProblems(method, response)),
  ];
}

function responseProblems(method: Method, response: IntegrationResponse): Problem[] {
  const { responseTemplates, responseParameters, position } = response;
  return [
    ...templateProblems(responseTemplates),
    ...unknownMappings(responseParameters, responseMapping, position),
    ...undeclaredResponse(method, response),
  ];
}

function templateProblems(templates: Readonly<Record<string, TextSource>>): Problem[] {
  return Object.values(templates).flatMap((source): Problem[] => {
    try {
      compileMappingTemplate(source);
      return [];
    } catch (error) {
      if (!(error instanceof VtlError)) throw error;
      const { position, message } = error;
      return [{ position, severity: 'error', rule: 'mapping-template', message }];
    }
  });
}

type Compile = (entry: readonly [string, string]) => HeaderMapping | RequestMapping | undefined;

/** Mappings that API Gateway refuses to import. */
function unknownMappings(
  parameters: Readonly<Record<string, string>>,
  compile: Compile,
  position: Position,
): Problem[] {
  return Object.entries(parameters)
    .filter((entry) => compile(entry) === undefined)
    .map(([target, source]) => ({
      position,
      severity: 'error',
      rule: 'parameter-mapping',
      message: `The mapping "${target}: ${source}" is not one that API Gateway knows. A source is a static value in single quotes, context.X, stageVariables.X, or a header, body or other parameter of the request or response.`,
    }));
}

/** What a response sends has to be declared under the operation's `responses`. */
function undeclaredResponse(
  { httpMethod, resourcePath, methodResponses }: Method,
  { statusCode, responseParameters, position }: IntegrationResponse,
): Problem[] {
  const place = `under responses of ${httpMethod} ${resourcePath}`;
  const declared = Object.hasOwn(methodResponses, statusCode)
    ? methodResponses[statusCode]
    : undefined;
  if (declared === undefined) {
    const message = `The status ${statusCode} answers 500, because it is not declared ${place}.`;
    return [{ position, severity: 'warning', rule: 'undeclared-method-response', message }];
  }
  const names = new Set(declared.headers.map((name) => name.toLowerCase()));
  return Object.entries(responseParameters)
    .map((entry) => responseMapping(entry)?.name)
    .filter((name) => name !== undefined && !names.has(name.toLowerCase()))
    .map((name) => ({
      position,
      severity: 'error',
      rule: 'undeclared-response-header',
      message: `The header ${name} has to be declared ${place}, in the headers of ${statusCode}.`,
    }));
}
