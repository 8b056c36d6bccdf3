import { scalarNode } from './nodes.ts';
import { propertyText } from './resource-attributes.ts';
import type { Resource, Scope } from './scope.ts';

const FUNCTION = 'AWS::Serverless::Function';
const STATE_MACHINE = 'AWS::Serverless::StateMachine';
const API = 'AWS::Serverless::Api';
const WEB_SOCKET_API = 'AWS::Serverless::WebSocketApi';
const HTTP_API = 'AWS::Serverless::HttpApi';

/** What SAM makes besides a resource: how its logical id goes on behind that of the resource, and its type. */
const GENERATED: readonly {
  readonly from: readonly string[];
  readonly suffix: RegExp;
  readonly type: string;
  readonly nameProperty?: string;
}[] = [
  { from: [FUNCTION, STATE_MACHINE], suffix: /^Role$/, type: 'AWS::IAM::Role' },
  { from: [FUNCTION], suffix: /^(?:Alias\w+|\.Alias)$/, type: 'AWS::Lambda::Alias' },
  { from: [FUNCTION], suffix: /^(?:Version[\da-f]{10}|\.Version)$/, type: 'AWS::Lambda::Version' },
  { from: [FUNCTION], suffix: /^Url$/, type: 'AWS::Lambda::Url' },
  { from: [API], suffix: /^(?:\w*Stage|\.Stage)$/, type: 'AWS::ApiGateway::Stage' },
  { from: [HTTP_API], suffix: /^(?:\w*Stage|\.Stage)$/, type: 'AWS::ApiGatewayV2::Stage' },
  {
    from: [API],
    suffix: /^(?:Deployment[\da-f]{0,10}|\.Deployment)$/,
    type: 'AWS::ApiGateway::Deployment',
  },
  { from: [API], suffix: /^(?:ApiKey|\.ApiKey)$/, type: 'AWS::ApiGateway::ApiKey' },
  { from: [API], suffix: /^(?:UsagePlan|\.UsagePlan)$/, type: 'AWS::ApiGateway::UsagePlan' },
  {
    from: [API],
    suffix: /^(?:UsagePlanKey|\.UsagePlanKey)$/,
    type: 'AWS::ApiGateway::UsagePlanKey',
  },
  { from: [API], suffix: /^\.DomainName$/, type: 'AWS::ApiGateway::DomainName' },
  {
    from: [STATE_MACHINE],
    suffix: /^(?:Alias\w+|\.Alias)$/,
    type: 'AWS::StepFunctions::StateMachineAlias',
  },
  {
    from: [STATE_MACHINE],
    suffix: /^(?:Version[\da-f]*|\.Version)$/,
    type: 'AWS::StepFunctions::StateMachineVersion',
  },
  { from: [FUNCTION], suffix: /^\.DestinationQueue$/, type: 'AWS::SQS::Queue' },
  { from: [FUNCTION], suffix: /^\.DestinationTopic$/, type: 'AWS::SNS::Topic' },
  { from: [WEB_SOCKET_API], suffix: /^(?:\w*Stage|\.Stage)$/, type: 'AWS::ApiGatewayV2::Stage' },
  { from: [WEB_SOCKET_API], suffix: /^\w+Route$/, type: 'AWS::ApiGatewayV2::Route' },
  { from: [WEB_SOCKET_API], suffix: /^\w+Integration$/, type: 'AWS::ApiGatewayV2::Integration' },
];

/** What SAM makes for the usage plan that APIs share, by logical id. */
const SHARED: Readonly<Record<string, string>> = {
  ServerlessApiKey: 'AWS::ApiGateway::ApiKey',
  ServerlessUsagePlan: 'AWS::ApiGateway::UsagePlan',
};

/**
 * A resource that is not written in the template but that SAM generates, as far as others may refer to it:
 * `<LogicalId>Role`, `<LogicalId>.Stage`, …
 *
 * @see "Generated CloudFormation resources for AWS SAM" (SAM Developer Guide)
 */
export function generatedResource(logicalId: string, scope: Scope): Resource | undefined {
  for (const base of scope.resources.values()) {
    if (!logicalId.startsWith(base.logicalId)) continue;
    // Which resources a module has, stands in an account only.
    if (base.type.endsWith('::MODULE')) return generatedFrom(base, logicalId, 'generated', scope);
    if (!base.type.startsWith('AWS::Serverless::')) continue;
    const suffix = logicalId.slice(base.logicalId.length);
    const type = GENERATED.find((one) => one.from.includes(base.type) && one.suffix.test(suffix));
    if (type !== undefined) return generatedFrom(base, logicalId, type.type, scope);
    if (isOfAnEvent(base, suffix)) return generatedFrom(base, logicalId, 'generated', scope);
  }
  const shared = SHARED[logicalId];
  return shared === undefined ? undefined : bareResource(logicalId, shared);
}

/** SAM names what an event needs (a rule, a permission) after it. */
function isOfAnEvent({ properties }: Resource, suffix: string): boolean {
  const events = properties.entries.get('Events')?.value;
  if (events?.kind !== 'mapping') return false;
  return [...events.entries.keys()].some((event) => suffix.startsWith(event));
}

function generatedFrom(base: Resource, logicalId: string, type: string, scope: Scope): Resource {
  const id = logicalId.replace('.', '');
  const texts: Record<string, string | undefined> = {};
  if (type === 'AWS::ApiGateway::Stage') {
    texts['StageName'] = propertyText(base, 'StageName', scope);
  } else if (type === 'AWS::ApiGatewayV2::Stage') {
    const defaultName = base.type === HTTP_API ? '$default' : 'default';
    texts['StageName'] = propertyText(base, 'StageName', scope) ?? defaultName;
  } else if (type.startsWith('AWS::Lambda::')) {
    texts['FunctionName'] = propertyText(base, 'FunctionName', scope) ?? base.logicalId;
    texts['Name'] = propertyText(base, 'AutoPublishAlias', scope);
  }
  const written = Object.entries(texts).filter((text): text is [string, string] => !!text[1]);
  const entries = new Map(
    written.map(([key, text]) => {
      const value = scalarNode(base.position, text);
      return [key, { keyPosition: base.position, value }];
    }),
  );
  const properties = { kind: 'mapping', position: base.position, entries } as const;
  return { logicalId: id, type, position: base.position, properties, dependsOn: [] };
}

function bareResource(logicalId: string, type: string): Resource {
  const position = { file: '', line: 1, column: 1 };
  const properties = { kind: 'mapping', position, entries: new Map() } as const;
  return { logicalId, type, position, properties, dependsOn: [] };
}
