import { createHash } from 'node:crypto';
import type { ApiKey } from '../authorizer-model.ts';
import { isCreated } from '../conditions.ts';
import { childOf, isMapping, itemsOf, scalarText } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import { referenceOf } from '../resource-attributes.ts';
import { resourceIdOf } from '../resource-id.ts';
import type { Resource, Scope } from '../scope.ts';

/** The logical ids that SAM gives to what a `UsagePlan` of `Auth` creates for all APIs. */
const SHARED_PREFIX = 'Serverless';

/**
 * The keys that may call an API: those that are enabled and in a usage plan for its stage.
 *
 * @see "Creating and using usage plans with API keys" (API Gateway Developer Guide)
 */
export function readApiKeys(api: Resource, stageName: string, scope: Scope): ApiKey[] {
  const plans = new Set(
    resourcesOf('AWS::ApiGateway::UsagePlan', scope)
      .filter((plan) => hasStage(plan, referenceOf(api, scope), stageName, scope))
      .map((plan) => referenceOf(plan, scope)),
  );
  const keyIds = new Set(
    resourcesOf('AWS::ApiGateway::UsagePlanKey', scope)
      .filter((planKey) => plans.has(textOf(planKey, 'UsagePlanId', scope)))
      .map((planKey) => textOf(planKey, 'KeyId', scope)),
  );
  const written = resourcesOf('AWS::ApiGateway::ApiKey', scope)
    .filter((key) => keyIds.has(referenceOf(key, scope)))
    .filter((key) => isEnabled(key, scope))
    .map((key) => apiKey(key, scope));
  return [...written, ...keyOfSam(api, scope)];
}

function resourcesOf(type: string, scope: Scope): Resource[] {
  return [...scope.resources.values()].filter(
    (resource) => resource.type === type && isCreated(resource, scope),
  );
}

function textOf(resource: Resource, property: string, scope: Scope): string {
  return scalarText(childOf(scope.propertiesOf(resource), property)) ?? '';
}

function hasStage(plan: Resource, apiId: string, stageName: string, scope: Scope): boolean {
  const stages = itemsOf(childOf(scope.propertiesOf(plan), 'ApiStages'));
  return stages.some(
    (stage) =>
      scalarText(childOf(stage, 'ApiId')) === apiId &&
      scalarText(childOf(stage, 'Stage')) === stageName,
  );
}

function isEnabled(key: Resource, scope: Scope): boolean {
  const enabled = childOf(scope.propertiesOf(key), 'Enabled');
  if (scalarText(enabled) === 'true') return true;
  if (enabled === undefined) {
    const message = `the API key "${key.logicalId}" is not enabled, and opens nothing: write Enabled: true`;
    scope.problems.warning(key.position, 'disabled-api-key', message);
  }
  return false;
}

const MIN_LENGTH = 20;
const MAX_LENGTH = 128;

function apiKey(key: Resource, scope: Scope): ApiKey {
  const { logicalId, position } = key;
  const properties = scope.propertiesOf(key);
  const read = new PropertyReader(properties, `API key "${logicalId}"`, scope.problems);
  const value = read.text('Value');
  if (value !== undefined && (value.length < MIN_LENGTH || value.length > MAX_LENGTH)) {
    const message = `Value of the API key "${logicalId}" has ${value.length} characters: AWS takes ${MIN_LENGTH} to ${MAX_LENGTH}`;
    scope.problems.error(read.positionOf('Value') ?? position, 'invalid-property', message);
  }
  return {
    apiKeyId: referenceOf(key, scope),
    name: read.text('Name') ?? logicalId,
    value: value ?? generatedValue(logicalId),
    isValueGenerated: value === undefined,
  };
}

/** The key that SAM makes for `UsagePlan` of an API's `Auth`. */
function keyOfSam(api: Resource, scope: Scope): ApiKey[] {
  const plan = childOf(childOf(scope.propertiesOf(api), 'Auth'), 'UsagePlan');
  if (!isMapping(plan)) return [];
  const owner = `UsagePlan of API "${api.logicalId}"`;
  const read = new PropertyReader(plan, owner, scope.problems);
  read.requiredText('CreateUsagePlan');
  const kind = read.oneOf('CreateUsagePlan', ['NONE', 'PER_API', 'SHARED']);
  if (kind === undefined || kind === 'NONE') return [];
  const logicalId = `${kind === 'SHARED' ? SHARED_PREFIX : api.logicalId}ApiKey`;
  return [
    {
      apiKeyId: resourceIdOf(logicalId),
      name: logicalId,
      value: generatedValue(logicalId),
      isValueGenerated: true,
    },
  ];
}

const VALUE_LENGTH = 40;

/** Local runtime: the same at each start, so that scripts can keep it. */
function generatedValue(logicalId: string): string {
  const digest = createHash('sha256').update(`API key ${logicalId}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(VALUE_LENGTH, '0').slice(0, VALUE_LENGTH);
}

/** What the usage plans of an API limit, as far as it is not enforced here. */
export function reportUsagePlanLimits(api: Resource, scope: Scope): void {
  const samPlan = childOf(childOf(scope.propertiesOf(api), 'Auth'), 'UsagePlan');
  const plans = resourcesOf('AWS::ApiGateway::UsagePlan', scope).map((plan) =>
    scope.propertiesOf(plan),
  );
  for (const plan of isMapping(samPlan) ? [...plans, samPlan] : plans) {
    for (const name of ['Quota', 'Throttle']) {
      const entry = plan.entries.get(name);
      if (entry === undefined) continue;
      const message = `${name} of usage plans is not supported here: nobody is refused for calling too often`;
      scope.problems.warning(entry.keyPosition, 'unsupported-property', message);
    }
  }
}
