import { partsOfApi } from '../api-gateway-v2/parts-of-api.ts';
import { childOf, type MappingNode, positionOfKey, scalarText } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import { referenceOf } from '../resource-attributes.ts';
import { readTemplates } from '../rest-api/integration.ts';
import { type MappingRule, readParameterMapping } from '../rest-api/mapping-expressions.ts';
import type { Resource, Scope } from '../scope.ts';
import type {
  WebSocketIntegration,
  WebSocketIntegrationResponse,
} from '../web-socket-api-model.ts';

const TYPES = ['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'] as const;
const PASSTHROUGH_BEHAVIORS = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;

/** In milliseconds. @see "Amazon API Gateway quotas and important notes" */
const TIMEOUT = { minimum: 50, maximum: 29_000 };

/** What functions and actions of services are called by. */
const DEFAULT_METHOD = 'POST';

/** @see "Setting up data mapping for WebSocket APIs in API Gateway" */
const INTEGRATION_REQUEST: MappingRule = {
  target: /^integration\.request\.(?:header|querystring|path)\..+$/,
  source:
    /^(?:'.*'|route\.request\.(?:header|querystring|multivalueheader|multivaluequerystring)\..+|route\.request\.body(?:\..+)?|context\..+|stageVariables\..+)$/s,
  example: 'integration.request.header.X: route.request.body.x',
};

/** Reads an `AWS::ApiGatewayV2::Integration` with its integration responses. */
export function readIntegration(
  integration: Resource,
  api: Resource,
  scope: Scope,
): WebSocketIntegration | undefined {
  const { logicalId, position } = integration;
  const { problems } = scope;
  const properties = scope.propertiesOf(integration);
  const owner = `integration "${logicalId}"`;
  const read = new PropertyReader(properties, owner, problems);
  if (!properties.entries.has('IntegrationType')) read.requiredText('IntegrationType');
  const integrationType = read.oneOf('IntegrationType', TYPES);
  if (integrationType === undefined) return undefined;
  const isMock = integrationType === 'MOCK';
  const integrationUri = isMock ? undefined : read.requiredText('IntegrationUri');
  const credentialsArn = read.text('CredentialsArn');
  const templateSelectionExpression = read.text('TemplateSelectionExpression');
  reportVpcLink(properties, scope);
  return {
    position,
    integrationType,
    integrationMethod: read.text('IntegrationMethod') ?? DEFAULT_METHOD,
    ...(integrationUri !== undefined && { integrationUri }),
    ...(credentialsArn !== undefined && { credentialsArn }),
    passthroughBehavior:
      read.oneOf('PassthroughBehavior', PASSTHROUGH_BEHAVIORS) ?? 'WHEN_NO_MATCH',
    requestParameters: readParameterMapping(
      read.mapping('RequestParameters'),
      INTEGRATION_REQUEST,
      problems,
    ),
    requestTemplates: readTemplates(read.mapping('RequestTemplates'), problems),
    ...(templateSelectionExpression !== undefined && { templateSelectionExpression }),
    timeoutInMillis: readTimeout(read, 'TimeoutInMillis'),
    integrationResponses: readResponses(integration, api, scope),
  };
}

export function readTimeout(read: PropertyReader, key: string): number {
  return read.number(key, TIMEOUT.minimum, TIMEOUT.maximum) ?? TIMEOUT.maximum;
}

function reportVpcLink(properties: MappingNode, { problems }: Scope): void {
  const connectionType = properties.entries.get('ConnectionType');
  if (scalarText(connectionType?.value) !== 'VPC_LINK') return;
  const message = 'a VPC link is not supported here: the URI is called directly';
  const position = positionOfKey(properties, 'ConnectionType');
  problems.warning(position, 'unsupported-integration', message);
}

const RESPONSE_KEY = /^(?:\$default|\/.+\/)$/;

function readResponses(
  integration: Resource,
  api: Resource,
  scope: Scope,
): WebSocketIntegrationResponse[] {
  const integrationId = referenceOf(integration, scope);
  return partsOfApi(api, 'IntegrationResponse', scope)
    .filter(
      (part) => scalarText(childOf(scope.propertiesOf(part), 'IntegrationId')) === integrationId,
    )
    .map((part) => readResponse(part, scope));
}

function readResponse(part: Resource, scope: Scope): WebSocketIntegrationResponse {
  const { problems } = scope;
  const properties = scope.propertiesOf(part);
  const owner = `integration response "${part.logicalId}"`;
  const read = new PropertyReader(properties, owner, problems);
  const integrationResponseKey = read.requiredText('IntegrationResponseKey') ?? '$default';
  if (!RESPONSE_KEY.test(integrationResponseKey)) {
    const message = `IntegrationResponseKey of ${owner} has to be $default or a regular expression between slashes such as /4\\d\\d/, not "${integrationResponseKey}"`;
    const position = positionOfKey(properties, 'IntegrationResponseKey');
    problems.error(position, 'invalid-property', message);
  }
  const templateSelectionExpression = read.text('TemplateSelectionExpression');
  return {
    position: part.position,
    integrationResponseKey,
    responseTemplates: readTemplates(read.mapping('ResponseTemplates'), problems),
    ...(templateSelectionExpression !== undefined && { templateSelectionExpression }),
  };
}
