import type { AwsIdentity } from '../../shared/arn.ts';
import type { JavaPattern } from '../../shared/java-pattern/java-pattern.ts';
import type { TextSource } from '../../shared/text-source.ts';
import type {
  Integration,
  IntegrationResponse,
  Method,
  RequestParameter,
  RestApi,
} from '../../template/model.ts';
import type { IntegrationCall } from '../integrations/integration-exchange.ts';
import type { IntegrationServices } from '../integrations/integration-services.ts';
import { localId } from '../local-id.ts';
import {
  type HeaderMapping,
  type RequestMapping,
  requestMapping,
  responseMapping,
} from '../mapping-targets.ts';
import { compileMappingTemplate, type MappingTemplate } from '../mapping-template.ts';
import { APPLICATION_JSON, byMediaType } from '../media-type.ts';
import { createModelValidator, type ModelValidator } from '../model-validator.ts';
import { createRouter, type Router } from '../router.ts';
import { selectionPattern } from '../selection-pattern.ts';
import { withStageVariables } from '../stage-variables.ts';
import {
  binaryTypes,
  type IsBinaryType,
  type RequestConversion,
  type ResponseConversion,
  requestConversion,
  responseConversion,
} from './content-handling.ts';
import type { IntegrationRequestContext } from './context.ts';
import { compileGatewayResponses, type GatewayResponses } from './gateway-responses.ts';
import { integrationCall } from './integration-call.ts';

/** A REST API with everything that does not depend on a request made ready once. */
export interface Deployment {
  readonly api: RestApi;
  readonly identity: AwsIdentity;
  readonly deploymentId: string;
  readonly router: Router<DeployedMethod>;
  readonly gatewayResponses: GatewayResponses;
  /** Undefined when all bodies are text. */
  readonly isBinaryType: IsBinaryType | undefined;
}

export interface DeployedMethod {
  readonly definition: Method;
  readonly resourceId: string;
  /** In the order of the error message; empty when parameters are not validated. */
  readonly requiredParameters: readonly RequestParameter[];
  /** By media type; empty when bodies are not validated. */
  readonly modelValidators: ReadonlyMap<string, ModelValidator>;
  readonly integration: DeployedIntegration | undefined;
}

export interface DeployedIntegration {
  /** With the stage's variables put into its URI and credentials. */
  readonly definition: Integration;
  readonly convertPayload: RequestConversion;
  readonly requestTemplates: ReadonlyMap<string, MappingTemplate>;
  readonly requestMappings: readonly RequestMapping[];
  readonly call: IntegrationCall<IntegrationRequestContext>;
  readonly responses: readonly DeployedIntegrationResponse[];
}

export interface DeployedIntegrationResponse {
  readonly definition: IntegrationResponse;
  /** Matches the whole selector of the endpoint's response; absent for the default. */
  readonly pattern?: JavaPattern;
  readonly statusCode: number;
  readonly convertPayload: ResponseConversion;
  readonly headerMappings: readonly HeaderMapping[];
  /** By media type; undefined stands for an empty template, which passes the body through. */
  readonly templates: ReadonlyMap<string, MappingTemplate | undefined>;
}

/**
 * Prepares an API for serving.
 *
 * @throws VtlError when a mapping template is wrong
 */
export function deployRestApi(
  api: RestApi,
  { identity, services }: { identity: AwsIdentity; services: IntegrationServices },
): Deployment {
  const isBinaryType = binaryTypes(api.binaryMediaTypes);
  const site: DeploymentSite = { api, services, isBinaryType };
  return {
    api,
    identity,
    deploymentId: localId(`${api.apiId} deployment`),
    router: createRouter(api.methods, (method) => deployMethod(method, site)),
    gatewayResponses: compileGatewayResponses(api.gatewayResponses),
    isBinaryType,
  };
}

/** What all methods of an API share. */
interface DeploymentSite {
  readonly api: RestApi;
  readonly services: IntegrationServices;
  readonly isBinaryType: IsBinaryType | undefined;
}

function deployMethod(definition: Method, site: DeploymentSite): DeployedMethod {
  const { api } = site;
  const { requestValidator, integration } = definition;
  return {
    definition,
    resourceId: localId(`${api.apiId} ${definition.resourcePath}`),
    requiredParameters: requestValidator?.validateRequestParameters
      ? requiredParametersOf(definition)
      : [],
    modelValidators: requestValidator?.validateRequestBody
      ? modelValidatorsOf(definition, api)
      : new Map(),
    integration: integration && deployIntegration(integration, site),
  };
}

const PLACE_ORDER = ['header', 'path', 'querystring'] as const;

function requiredParametersOf({ requestParameters }: Method): readonly RequestParameter[] {
  return PLACE_ORDER.flatMap((place) =>
    requestParameters
      .filter((parameter) => parameter.required && parameter.in === place)
      .sort((left, right) => (left.name < right.name ? -1 : 1)),
  );
}

/** A JSON body without a model of its own is validated against the built-in model Empty. */
function modelValidatorsOf(
  { requestModels }: Method,
  { models }: RestApi,
): ReadonlyMap<string, ModelValidator> {
  return byMediaType({ [APPLICATION_JSON]: { type: 'object' }, ...requestModels }, (schema) =>
    createModelValidator(schema, models),
  );
}

function deployIntegration(
  written: Integration,
  { api, services, isBinaryType }: DeploymentSite,
): DeployedIntegration {
  const definition = withStageVariables(written, api.stageVariables);
  const { contentHandling } = definition;
  return {
    definition,
    convertPayload: requestConversion({ isBinaryType, contentHandling }),
    requestTemplates: byMediaType(definition.requestTemplates, compileMappingTemplate),
    requestMappings: Object.entries(definition.requestParameters).flatMap(
      (entry) => requestMapping(entry) ?? [],
    ),
    call: integrationCall(definition, services),
    responses: definition.responses.map((response) =>
      deployIntegrationResponse(response, isBinaryType),
    ),
  };
}

function deployIntegrationResponse(
  definition: IntegrationResponse,
  isBinaryType: IsBinaryType | undefined,
): DeployedIntegrationResponse {
  const pattern = definition.selectionPattern && selectionPattern(definition.selectionPattern);
  const { contentHandling } = definition;
  return {
    definition,
    ...(pattern && { pattern }),
    statusCode: Number(definition.statusCode),
    convertPayload: responseConversion({ isBinaryType, contentHandling }),
    headerMappings: Object.entries(definition.responseParameters).flatMap(
      (entry) => responseMapping(entry) ?? [],
    ),
    templates: byMediaType(definition.responseTemplates, responseTemplate),
  };
}

function responseTemplate(source: TextSource): MappingTemplate | undefined {
  return source.text === '' ? undefined : compileMappingTemplate(source);
}
