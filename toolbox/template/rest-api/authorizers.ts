import type {
  LambdaAuthorizer,
  RestApiAuthorizer,
  UserPoolsAuthorizer,
} from '../authorizer-model.ts';
import { isMapping, type MappingNode, scalarText, type TemplateNode } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';
import { resourceIdOf } from '../resource-id.ts';

const TYPES = ['cognito_user_pools', 'request', 'token'] as const;
const DEFAULT_TTL_SECONDS = 300;
const MAX_TTL_SECONDS = 3600;

/** What all kinds of authorizers are read from. */
interface Source {
  readonly name: string;
  /** The header that holds the token where `identitySource` does not say it. */
  readonly header: string;
  readonly read: PropertyReader;
  readonly node: MappingNode;
  readonly problems: ProblemList;
}

/**
 * Reads the authorizer of a security scheme; undefined for what is none, which is reported.
 *
 * @param node - `x-amazon-apigateway-authorizer`
 * @param header - `name` of the scheme
 * @see "x-amazon-apigateway-authorizer object" (API Gateway Developer Guide)
 */
export function readAuthorizer(
  name: string,
  node: TemplateNode,
  header: string,
  problems: ProblemList,
): RestApiAuthorizer | undefined {
  if (!isMapping(node)) {
    const message = `x-amazon-apigateway-authorizer of "${name}" has to be a mapping`;
    problems.error(node.position, 'invalid-property', message);
    return undefined;
  }
  const read = new PropertyReader(node, `authorizer "${name}"`, problems);
  const type = (read.requiredText('type') ?? '').toLowerCase();
  const source = { name, header, read, node, problems };
  if (type === 'cognito_user_pools') return userPoolsAuthorizer(source);
  if (type === 'token' || type === 'request') return lambdaAuthorizer(type, source);
  const message = `type of authorizer "${name}" has to be one of ${TYPES.join(', ')}, not "${type}": its methods refuse everybody here`;
  problems.warning(node.position, 'unsupported-authorizer', message);
  return undefined;
}

function common({ name, read, node }: Source) {
  const identityValidationExpression = read.text('identityValidationExpression');
  return {
    name,
    authorizerId: resourceIdOf(name),
    position: node.position,
    ...(identityValidationExpression !== undefined && { identityValidationExpression }),
  };
}

function userPoolsAuthorizer(source: Source): UserPoolsAuthorizer {
  const { name, read, node, problems } = source;
  const providerArns = read.texts('providerARNs');
  if (providerArns.length === 0) {
    const message = `authorizer "${name}" has no providerARNs: add the ARN of a user pool`;
    problems.error(node.position, 'missing-property', message);
  }
  return {
    ...common(source),
    type: 'COGNITO_USER_POOLS',
    identitySource: [tokenSource(source)],
    providerArns,
  };
}

function lambdaAuthorizer(type: 'token' | 'request', source: Source): LambdaAuthorizer {
  const { name, read, node, problems } = source;
  const authorizerCredentials = read.text('authorizerCredentials');
  const ttl = read.number('authorizerResultTtlInSeconds', 0, MAX_TTL_SECONDS);
  const authorizerResultTtlInSeconds = ttl ?? DEFAULT_TTL_SECONDS;
  const identitySource =
    type === 'token' ? [tokenSource(source)] : sourcesOf(read.text('identitySource'));
  if (identitySource.length === 0 && authorizerResultTtlInSeconds > 0) {
    const message = `authorizer "${name}" keeps answers for ${authorizerResultTtlInSeconds} s and has no identitySource: AWS refuses it; name what tells callers apart, or set authorizerResultTtlInSeconds: 0`;
    problems.warning(node.position, 'missing-property', message);
  }
  return {
    ...common(source),
    type: type === 'token' ? 'TOKEN' : 'REQUEST',
    authorizerUri: read.requiredText('authorizerUri') ?? '',
    ...(authorizerCredentials !== undefined && { authorizerCredentials }),
    identitySource,
    authorizerResultTtlInSeconds,
  };
}

function tokenSource({ read, header }: Source): string {
  return sourcesOf(read.text('identitySource'))[0] ?? `method.request.header.${header}`;
}

function sourcesOf(list = ''): string[] {
  return list
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');
}

/** The header of a security scheme, `Authorization` when it names none. */
export function headerOf(name: TemplateNode | undefined): string {
  return scalarText(name) ?? 'Authorization';
}
