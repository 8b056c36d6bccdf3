import { reportForeignRoutes } from './api-gateway-v2/parts-of-api.ts';
import { reportConnectors } from './connectors.ts';
import { reportForeignMethods } from './rest-api/resources/members-of.ts';
import type { Resource, Scope } from './scope.ts';

const STARTS_NOTHING = 'no events arrive here, so it starts nothing';
const PORT_ONLY = 'the API is served at its own port only';

/** Type → what of it is missing here. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::BasePathMapping': PORT_ONLY,
  'AWS::ApiGateway::BasePathMappingV2': PORT_ONLY,
  'AWS::ApiGatewayV2::ApiMapping': PORT_ONLY,
  'AWS::ApiGatewayV2::ApiGatewayManagedOverrides':
    'what API Gateway makes of a Target stays as it is',
  'AWS::CloudFormation::Stack': 'the resources of a nested stack are not read',
  'AWS::Events::Rule': STARTS_NOTHING,
  'AWS::Lambda::EventSourceMapping': STARTS_NOTHING,
  'AWS::Lambda::Url':
    'function URLs are not served here: invoke the function at the Lambda endpoint',
  'AWS::Pipes::Pipe': STARTS_NOTHING,
  'AWS::Scheduler::Schedule': STARTS_NOTHING,
  'AWS::Serverless::Application': 'the resources of a nested application are not read',
  'AWS::WAFv2::WebACLAssociation': 'no request is refused by a web ACL',
};

const MODULE = 'the resources of a module are not read';

/** Names what a template declares and the local runtime leaves out although a client would notice. */
export function reportUnsupportedResources(resources: readonly Resource[], scope: Scope): void {
  reportForeignMethods(resources, scope);
  reportForeignRoutes(resources, scope);
  for (const resource of resources) {
    const { type, logicalId, position } = resource;
    reportConnectors(resource, scope);
    const reason = type.endsWith('::MODULE') ? MODULE : UNSUPPORTED[type];
    if (reason === undefined) continue;
    scope.problems.warning(position, 'unsupported-resource', `"${logicalId}" (${type}): ${reason}`);
  }
}
