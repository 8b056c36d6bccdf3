import type { AwsIdentity } from '../../shared/arn.ts';
import type { JavaPattern } from '../../shared/java-pattern/java-pattern.ts';
import type { TextSource } from '../../shared/text-source.ts';
import type {
  WebSocketApi,
  WebSocketIntegration,
  WebSocketIntegrationResponse,
  WebSocketRoute,
} from '../../template/web-socket-api-model.ts';
import { type RequestMapping, requestMapping } from '../mapping-targets.ts';
import { compileMappingTemplate, type MappingTemplate } from '../mapping-template.ts';
import { createModelValidator, type ModelValidator } from '../model-validator.ts';
import { selectionPattern } from '../selection-pattern.ts';
import { replaceStageVariables } from '../stage-variables.ts';
import {
  type IntegrationCall,
  integrationCall,
  type WebSocketServices,
} from './integration-call.ts';
import { compileSelectionExpression, type SelectionExpression } from './selection-expression.ts';

/** A WebSocket API with everything that does not depend on a client made ready once. */
export interface WebSocketDeployment {
  readonly api: WebSocketApi;
  readonly identity: AwsIdentity;
  readonly routes: ReadonlyMap<string, DeployedRoute>;
  readonly selectRoute: SelectionExpression;
  readonly selectApiKey: SelectionExpression;
}

export interface DeployedRoute {
  readonly definition: WebSocketRoute;
  readonly selectModel: SelectionExpression;
  /** By what selects them. */
  readonly modelValidators: ReadonlyMap<string, ModelValidator>;
  readonly integration: DeployedIntegration | undefined;
}

export interface DeployedIntegration {
  readonly definition: WebSocketIntegration;
  readonly requestMappings: readonly RequestMapping[];
  readonly requestTemplates: SelectedTemplates;
  readonly call: IntegrationCall;
  readonly responses: readonly DeployedIntegrationResponse[];
}

export interface DeployedIntegrationResponse {
  /** Matches the whole selector of the endpoint's response; absent for `$default`. */
  readonly pattern?: JavaPattern;
  readonly templates: SelectedTemplates;
}

/** Mapping templates, and the expression that selects one of them. */
export interface SelectedTemplates {
  readonly select: SelectionExpression;
  readonly byKey: ReadonlyMap<string, MappingTemplate>;
}

/**
 * Prepares an API for serving. Expressions and patterns that cannot be read have been reported, and
 * select nothing.
 *
 * @throws VtlError when a mapping template is wrong
 */
export function deployWebSocketApi(
  api: WebSocketApi,
  identity: AwsIdentity,
  services: WebSocketServices,
): WebSocketDeployment {
  return {
    api,
    identity,
    routes: new Map(api.routes.map((route) => [route.routeKey, deployRoute(route, api, services)])),
    selectRoute: expression(api.routeSelectionExpression),
    selectApiKey: expression(api.apiKeySelectionExpression),
  };
}

/** What stands for `$connect` in an API without that route: it lets every client in. */
export function openConnectRoute({ position }: WebSocketApi): DeployedRoute {
  const definition: WebSocketRoute = {
    routeKey: '$connect',
    position,
    authorization: { type: 'NONE' },
    apiKeyRequired: false,
    requestModels: {},
    isTwoWay: false,
  };
  return {
    definition,
    selectModel: expression(),
    modelValidators: new Map(),
    integration: undefined,
  };
}

const DEFAULT_KEY = '\\$default';

function expression(text = DEFAULT_KEY): SelectionExpression {
  return compileSelectionExpression(text) ?? (() => '');
}

function deployRoute(
  definition: WebSocketRoute,
  { models, stageVariables }: WebSocketApi,
  services: WebSocketServices,
): DeployedRoute {
  const { modelSelectionExpression, requestModels, integration } = definition;
  return {
    definition,
    selectModel: expression(modelSelectionExpression),
    modelValidators: new Map(
      Object.entries(requestModels).flatMap(([key, name]) => {
        const schema = models[name];
        return schema === undefined ? [] : [[key, createModelValidator(schema, models)]];
      }),
    ),
    integration: integration && deployIntegration(integration, stageVariables, services),
  };
}

function deployIntegration(
  written: WebSocketIntegration,
  stageVariables: WebSocketApi['stageVariables'],
  services: WebSocketServices,
): DeployedIntegration {
  const definition = withStageVariables(written, stageVariables);
  const { requestParameters, requestTemplates, templateSelectionExpression } = definition;
  return {
    definition,
    requestMappings: Object.entries(requestParameters).flatMap(
      (entry) => requestMapping(entry, 'route.request') ?? [],
    ),
    requestTemplates: templates(requestTemplates, templateSelectionExpression),
    call: integrationCall(definition, services),
    responses: definition.integrationResponses.map(deployResponse),
  };
}

/** The regular expression in an integration response key; undefined for `$default`. */
export function patternSource(integrationResponseKey: string): string | undefined {
  return /^\/(.*)\/$/s.exec(integrationResponseKey)?.[1];
}

function withStageVariables(
  integration: WebSocketIntegration,
  stageVariables: WebSocketApi['stageVariables'],
): WebSocketIntegration {
  const { integrationUri: uri, credentialsArn: arn } = integration;
  const replaced = (text: string): string => replaceStageVariables(text, stageVariables);
  return {
    ...integration,
    ...(uri !== undefined && { integrationUri: replaced(uri) }),
    ...(arn !== undefined && { credentialsArn: replaced(arn) }),
  };
}

function deployResponse(definition: WebSocketIntegrationResponse): DeployedIntegrationResponse {
  const { integrationResponseKey, responseTemplates, templateSelectionExpression } = definition;
  const source = patternSource(integrationResponseKey);
  const pattern = source === undefined ? undefined : selectionPattern(source);
  return {
    ...(pattern && { pattern }),
    templates: templates(responseTemplates, templateSelectionExpression),
  };
}

function templates(
  sources: Readonly<Record<string, TextSource>>,
  selection: string | undefined,
): SelectedTemplates {
  const byKey = new Map(
    Object.entries(sources).map(([key, source]) => [key, compileMappingTemplate(source)]),
  );
  return { select: expression(selection), byKey };
}
