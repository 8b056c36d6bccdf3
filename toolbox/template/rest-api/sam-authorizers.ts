import type { AwsIdentity } from '../../shared/arn.ts';
import { type Buildable, type BuildableMembers, buildMapping } from '../build-nodes.ts';
import { childOf, isMapping, itemsOf, type MappingNode, scalarText } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';

const PAYLOAD_TYPES = ['REQUEST', 'TOKEN'] as const;

/** Where SAM finds what identifies a caller of a REQUEST authorizer → how API Gateway says it. */
const IDENTITY_SOURCES: Readonly<Record<string, string>> = {
  Headers: 'method.request.header.',
  QueryStrings: 'method.request.querystring.',
  StageVariables: 'stageVariables.',
  Context: 'context.',
};

interface Sources {
  readonly identity: AwsIdentity;
  readonly problems: ProblemList;
}

/**
 * The security scheme that SAM writes for an entry of `Authorizers`.
 *
 * @param owner - how messages name it
 * @see "CognitoAuthorizer", "LambdaTokenAuthorizer" and "LambdaRequestAuthorizer" (SAM Developer Guide)
 */
export function samAuthorizerScheme(
  authorizer: MappingNode,
  owner: string,
  sources: Sources,
): MappingNode {
  const userPools = itemsOf(childOf(authorizer, 'UserPoolArn'));
  return userPools.length > 0
    ? scheme(authorizer, 'cognito_user_pools', headerOf(authorizer), {
        type: 'cognito_user_pools',
        providerARNs: userPools,
        identityValidationExpression: validationExpression(authorizer),
      })
    : lambdaScheme(authorizer, owner, sources);
}

function scheme(
  { position }: MappingNode,
  authType: string,
  name: Buildable,
  authorizer: BuildableMembers,
): MappingNode {
  return buildMapping(position, {
    type: 'apiKey',
    name,
    in: 'header',
    'x-amazon-apigateway-authtype': authType,
    'x-amazon-apigateway-authorizer': authorizer,
  });
}

function lambdaScheme(authorizer: MappingNode, owner: string, sources: Sources): MappingNode {
  const { identity, problems } = sources;
  const read = new PropertyReader(authorizer, owner, problems);
  const functionArn = read.text('FunctionArn');
  if (functionArn === undefined) {
    const message = `${owner} has neither UserPoolArn nor FunctionArn: add one of them`;
    problems.error(authorizer.position, 'missing-property', message);
  }
  const role = read.text('FunctionInvokeRole');
  const isRequest = read.oneOf('FunctionPayloadType', PAYLOAD_TYPES) === 'REQUEST';
  const { partition, region } = identity;
  return scheme(authorizer, 'custom', isRequest ? 'Unused' : headerOf(authorizer), {
    type: isRequest ? 'request' : 'token',
    authorizerUri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn ?? ''}/invocations`,
    authorizerCredentials: role === 'NONE' ? undefined : role,
    authorizerResultTtlInSeconds: childOf(childOf(authorizer, 'Identity'), 'ReauthorizeEvery'),
    ...(isRequest
      ? { identitySource: identitySource(authorizer, owner, problems) }
      : { identityValidationExpression: validationExpression(authorizer) }),
  });
}

function headerOf(authorizer: MappingNode): Buildable {
  return childOf(childOf(authorizer, 'Identity'), 'Header') ?? 'Authorization';
}

function validationExpression(authorizer: MappingNode): Buildable | undefined {
  return childOf(childOf(authorizer, 'Identity'), 'ValidationExpression');
}

function identitySource(
  authorizer: MappingNode,
  owner: string,
  problems: ProblemList,
): string | undefined {
  const identity = childOf(authorizer, 'Identity');
  const sources = Object.entries(IDENTITY_SOURCES).flatMap(([key, prefix]) =>
    itemsOf(childOf(identity, key)).map((item) => `${prefix}${scalarText(item) ?? ''}`),
  );
  if (sources.length > 0) return sources.join(', ');
  const ttl = scalarText(childOf(identity, 'ReauthorizeEvery'));
  if (ttl === undefined || Number(ttl) > 0) {
    const message = `Identity of ${owner} needs one of ${Object.keys(IDENTITY_SOURCES).join(', ')}, or ReauthorizeEvery: 0`;
    const { position } = isMapping(identity) ? identity : authorizer;
    problems.error(position, 'missing-property', message);
  }
  return undefined;
}
