import type { Position } from '../../shared/problem.ts';
import type {
  HttpApiAuthorizer,
  JwtAuthorizer,
  PayloadFormatVersion,
  RequestAuthorizer,
} from '../http-api-model.ts';
import { itemsOf, type MappingNode, scalarText, type TemplateNode } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';
import { readIdentitySource } from './identity-source.ts';

/** How OpenAPI or CloudFormation spells the parts of an authorizer. */
export interface AuthorizerKeys {
  readonly identitySource: string;
  readonly jwtConfiguration: string;
  readonly issuer: string;
  readonly audience: string;
  readonly uri: string;
  readonly credentials: string;
  readonly payloadFormatVersion: string;
  readonly enableSimpleResponses: string;
  readonly resultTtl: string;
}

/** @see "x-amazon-apigateway-authorizer object" (API Gateway Developer Guide) */
export const OPEN_API_AUTHORIZER: AuthorizerKeys = {
  identitySource: 'identitySource',
  jwtConfiguration: 'jwtConfiguration',
  issuer: 'issuer',
  audience: 'audience',
  uri: 'authorizerUri',
  credentials: 'authorizerCredentials',
  payloadFormatVersion: 'authorizerPayloadFormatVersion',
  enableSimpleResponses: 'enableSimpleResponses',
  resultTtl: 'authorizerResultTtlInSeconds',
};

/** @see "AWS::ApiGatewayV2::Authorizer" (CloudFormation User Guide) */
export const CLOUDFORMATION_AUTHORIZER: AuthorizerKeys = {
  identitySource: 'IdentitySource',
  jwtConfiguration: 'JwtConfiguration',
  issuer: 'Issuer',
  audience: 'Audience',
  uri: 'AuthorizerUri',
  credentials: 'AuthorizerCredentialsArn',
  payloadFormatVersion: 'AuthorizerPayloadFormatVersion',
  enableSimpleResponses: 'EnableSimpleResponses',
  resultTtl: 'AuthorizerResultTtlInSeconds',
};

/** What an authorizer is read from. */
export interface AuthorizerSource {
  readonly name: string;
  readonly position: Position;
  readonly node: MappingNode;
  readonly keys: AuthorizerKeys;
}

/** @param type - as it is written, in any case */
export function readAuthorizer(
  type: string | undefined,
  source: AuthorizerSource,
  problems: ProblemList,
): HttpApiAuthorizer | undefined {
  switch (type?.toUpperCase()) {
    case 'JWT':
      return readJwtAuthorizer(source, problems);
    case 'REQUEST':
      return readRequestAuthorizer(source, problems);
    default: {
      const message = `authorizer "${source.name}" has to be of type JWT or REQUEST, not "${type ?? ''}"`;
      problems.error(source.position, 'invalid-authorizer', message);
      return undefined;
    }
  }
}

/** @see "Quotas for HTTP APIs" (API Gateway Developer Guide) */
const MAX_AUDIENCES = 50;

function readJwtAuthorizer(
  { name, position, node, keys }: AuthorizerSource,
  problems: ProblemList,
): JwtAuthorizer {
  const owner = `authorizer "${name}"`;
  const configuration = new PropertyReader(node, owner, problems).mapping(keys.jwtConfiguration);
  const read = new PropertyReader(
    configuration ?? node,
    `${keys.jwtConfiguration} of ${owner}`,
    problems,
  );
  const identity = node.entries.get(keys.identitySource)?.value;
  const identitySource = readIdentitySource(identity, owner, problems);
  if (identity === undefined) {
    const message = `${owner} has no ${keys.identitySource}: add it, such as $request.header.Authorization`;
    problems.error(position, 'missing-property', message);
  }
  const audience = textsOf(configuration?.entries.get(keys.audience)?.value);
  if (audience.length > MAX_AUDIENCES) {
    const message = `${owner} has ${audience.length} audiences: HTTP APIs take ${MAX_AUDIENCES}`;
    problems.warning(position, 'quota', message);
  }
  return {
    type: 'JWT',
    name,
    position,
    identitySource,
    issuer: read.requiredText(keys.issuer) ?? '',
    audience,
  };
}

const MAX_TTL_SECONDS = 3600;

function readRequestAuthorizer(
  { name, position, node, keys }: AuthorizerSource,
  problems: ProblemList,
): RequestAuthorizer {
  const owner = `authorizer "${name}"`;
  const read = new PropertyReader(node, owner, problems);
  const identity = node.entries.get(keys.identitySource)?.value;
  const credentials = read.text(keys.credentials);
  const payloadFormatVersion = readAuthorizerVersion(read, keys.payloadFormatVersion);
  const enableSimpleResponses = read.text(keys.enableSimpleResponses) === 'true';
  if (enableSimpleResponses && payloadFormatVersion === '1.0') {
    const message = `${keys.enableSimpleResponses} of ${owner} needs ${keys.payloadFormatVersion} 2.0`;
    problems.error(position, 'invalid-authorizer', message);
  }
  return {
    type: 'REQUEST',
    name,
    position,
    identitySource: readIdentitySource(identity, owner, problems),
    authorizerUri: read.requiredText(keys.uri) ?? '',
    ...(credentials !== undefined && { credentials }),
    payloadFormatVersion,
    enableSimpleResponses,
    resultTtlSeconds: read.number(keys.resultTtl, 0, MAX_TTL_SECONDS) ?? 0,
  };
}

export function readAuthorizerVersion(read: PropertyReader, key: string): PayloadFormatVersion {
  read.requiredText(key);
  return read.oneOf(key, PAYLOAD_FORMAT_VERSIONS) ?? '1.0';
}

export const PAYLOAD_FORMAT_VERSIONS: readonly PayloadFormatVersion[] = ['1.0', '2.0'];

export function textsOf(node: TemplateNode | undefined): string[] {
  return itemsOf(node)
    .map(scalarText)
    .filter((text) => text !== undefined);
}
