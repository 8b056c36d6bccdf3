import { userPoolIssuer } from './gateway/authorizers/user-pool-issuer.ts';
import { unsupportedFeatures as unsupportedApiFeatures } from './gateway/rest-api/unsupported-features.ts';
import {
  type Enforced,
  iamNotice,
  issuerNotices,
  throttlingNotices,
} from './runtime-enforcement.ts';
import type { ServiceClients } from './sfn/integrations/service-client.ts';
import { unsupportedResources } from './sfn/integrations/unsupported-resources.ts';
import type { Environment } from './shared/local-services.ts';
import { formatProblem, type Problem } from './shared/problem.ts';
import { parseDefinition } from './states/parse-definition.ts';
import { unsupportedFeatures } from './states/validate.ts';
import { httpApisOf, restApisOf } from './template/apis.ts';
import type { RestApi, SamTemplate, StateMachineConfiguration } from './template/model.ts';

/**
 * What the developer should know before the first request: each thing that this template asks for and the runtime does
 * not do, or does not do unless it is told.
 *
 * @param functionProblems - what the Lambda service says of its functions
 * @param serviceClients - asked about the services that Tasks call
 * @param environment - where the URLs of local services stand
 */
export async function noticesOf(
  template: SamTemplate,
  enforced: Enforced,
  functionProblems: readonly Problem[],
  serviceClients: ServiceClients,
  environment: Environment,
): Promise<string[]> {
  const restApis = restApisOf(template);
  const unsupported = [
    ...restApis.flatMap((api) => unsupportedApiFeatures(api, environment)),
    ...template.stateMachines.flatMap((machine) => unsupportedStates(machine, serviceClients)),
    ...functionProblems,
  ];
  return [
    ...restApis.flatMap((api) => [
      ...(enforced.authorization ? [] : authorizationNotices(api)),
      ...(enforced.keySet ? [] : userPoolNotices(api)),
      ...apiKeyNotices(api, api.methods),
      ...(enforced.throttling
        ? []
        : api.methodSettings.flatMap((one) =>
            throttlingNotices(api.logicalId, `${one.httpMethod} ${one.resourcePath}`, one),
          )),
    ]),
    ...(await noticesOfHttpApis(template, enforced)),
    ...(await noticesOfWebSocketApis(template, enforced)),
    ...unsupported.map(formatProblem),
  ];
}

async function noticesOfHttpApis(template: SamTemplate, enforced: Enforced): Promise<string[]> {
  const httpApis = httpApisOf(template);
  if (httpApis.length === 0) return [];
  const { httpApiNotices } = await import('./runtime-http-api.ts');
  return httpApis.flatMap((api) => httpApiNotices(api, enforced));
}

async function noticesOfWebSocketApis(
  { apis }: SamTemplate,
  enforced: Enforced,
): Promise<string[]> {
  const webSocketApis = apis.filter((api) => api.protocolType === 'WEBSOCKET');
  if (webSocketApis.length === 0) return [];
  const { webSocketApiNotices } = await import('./runtime-web-socket.ts');
  return webSocketApis.flatMap((api) => [
    ...apiKeyNotices(api, api.routes),
    ...webSocketApiNotices(api, enforced),
  ]);
}

function authorizationNotices({ logicalId, methods }: RestApi): string[] {
  return methods.some(({ authorizationType }) => authorizationType === 'AWS_IAM')
    ? [iamNotice(logicalId)]
    : [];
}

function userPoolNotices({ logicalId, methods }: RestApi): string[] {
  const providerArns = methods.flatMap(({ authorizer }) =>
    authorizer?.type === 'COGNITO_USER_POOLS' ? authorizer.providerArns : [],
  );
  const issuers = providerArns.flatMap((arn) => userPoolIssuer(arn) ?? []);
  return issuerNotices(logicalId, issuers);
}

/** The keys that nobody could know otherwise. */
function apiKeyNotices(
  { logicalId, apiKeys }: Pick<RestApi, 'apiKeys' | 'logicalId'>,
  callable: readonly { readonly apiKeyRequired: boolean }[],
): string[] {
  if (!callable.some(({ apiKeyRequired }) => apiKeyRequired)) return [];
  return apiKeys
    .filter(({ isValueGenerated }) => isValueGenerated)
    .map(({ name, value }) => `${logicalId}: the API key ${name} is ${value}`);
}

function unsupportedStates(
  { definition }: StateMachineConfiguration,
  serviceClients: ServiceClients,
): Problem[] {
  return [
    ...unsupportedFeatures(definition.value),
    ...unsupportedResources(parseDefinition(definition.value), serviceClients),
  ].map(({ pointer, message }) => ({
    position: definition.positionOf(pointer),
    severity: 'warning',
    rule: 'unsupported',
    message,
  }));
}
