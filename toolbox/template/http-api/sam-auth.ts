import type { HttpApiAuthorizer, JwtAuthorizer, RequestAuthorizer } from '../http-api-model.ts';
import { childOf, isMapping, type MappingEntry, type MappingNode, scalarText } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import type { Resource, Scope } from '../scope.ts';
import { readAuthorizerVersion, textsOf } from './authorizer.ts';
import { identitySource, readIdentitySource } from './identity-source.ts';
import type { Authorizers } from './security-schemes.ts';

/** `Auth` of `AWS::Serverless::HttpApi`. @see "HttpApiAuth" (SAM Developer Guide) */
export interface SamAuth {
  readonly authorizers: Authorizers;
  /** By name: what a route asks for that names none itself. */
  readonly scopes: ReadonlyMap<string, readonly string[]>;
  readonly defaultAuthorizer: string | undefined;
}

const KEYS = ['Authorizers', 'DefaultAuthorizer', 'EnableIamAuthorizer'];
const IAM = 'AWS_IAM';

export function readSamAuth(api: Resource, scope: Scope): SamAuth {
  const { problems } = scope;
  const owner = `Auth of API "${api.logicalId}"`;
  const auth = new PropertyReader(scope.propertiesOf(api), owner, problems).mapping('Auth');
  const read = new PropertyReader(auth, owner, problems);
  for (const [key, { keyPosition }] of auth?.entries ?? []) {
    if (KEYS.includes(key)) continue;
    const message = `"${key}" is no property of ${owner}: SAM takes ${KEYS.join(', ')} only`;
    problems.error(keyPosition, 'unknown-property', message);
  }
  const authorizers = new Map<string, HttpApiAuthorizer | 'AWS_IAM'>();
  const scopes = new Map<string, readonly string[]>();
  if (read.text('EnableIamAuthorizer') === 'true') authorizers.set(IAM, IAM);
  for (const [name, entry] of read.mapping('Authorizers')?.entries ?? []) {
    const authorizer = samAuthorizer(name, entry, scope);
    if (authorizer === undefined) continue;
    authorizers.set(name, authorizer);
    scopes.set(name, textsOf(childOf(entry.value, 'AuthorizationScopes')));
  }
  const defaultAuthorizer = read.text('DefaultAuthorizer');
  if (defaultAuthorizer !== undefined && !authorizers.has(defaultAuthorizer)) {
    const message = `"${defaultAuthorizer}" is none of the Authorizers of API "${api.logicalId}"${defaultAuthorizer === IAM ? ': set EnableIamAuthorizer: true' : ': declare it'}`;
    problems.error(
      read.positionOf('DefaultAuthorizer') ?? api.position,
      'unknown-authorizer',
      message,
    );
  }
  return { authorizers, scopes, defaultAuthorizer };
}

function samAuthorizer(
  name: string,
  { keyPosition, value }: MappingEntry,
  scope: Scope,
): HttpApiAuthorizer | undefined {
  if (!isMapping(value)) {
    const message = `authorizer "${name}" has to be a mapping`;
    scope.problems.error(keyPosition, 'invalid-authorizer', message);
    return undefined;
  }
  return childOf(value, 'JwtConfiguration') === undefined
    ? requestAuthorizer(name, { keyPosition, value }, scope)
    : jwtAuthorizer(name, value, scope);
}

/** SAM takes the keys of the configuration in any case. */
function jwtAuthorizer(name: string, node: MappingNode, { problems }: Scope): JwtAuthorizer {
  const owner = `authorizer "${name}"`;
  const read = new PropertyReader(node, owner, problems);
  read.requiredText('IdentitySource');
  const configuration = read.mapping('JwtConfiguration');
  const entries = [...(configuration?.entries ?? [])].map(
    ([key, entry]) => [key.toLowerCase(), entry] as const,
  );
  const lowerCase = configuration && { ...configuration, entries: new Map(entries) };
  const issuer = new PropertyReader(lowerCase, `JwtConfiguration of ${owner}`, problems);
  return {
    type: 'JWT',
    name,
    position: node.position,
    identitySource: readIdentitySource(childOf(node, 'IdentitySource'), owner, problems),
    issuer: issuer.requiredText('issuer') ?? '',
    audience: textsOf(childOf(lowerCase, 'audience')),
  };
}

/** How SAM spells the sources of an identity, and API Gateway. */
const IDENTITY: readonly (readonly [property: string, prefix: string])[] = [
  ['Headers', '$request.header.'],
  ['QueryStrings', '$request.querystring.'],
  ['StageVariables', '$stageVariables.'],
  ['Context', '$context.'],
];

function requestAuthorizer(
  name: string,
  { keyPosition: position, value }: MappingEntry,
  { problems, identity: { partition, region } }: Scope,
): RequestAuthorizer {
  const owner = `authorizer "${name}"`;
  const read = new PropertyReader(value as MappingNode, owner, problems);
  const functionArn = read.requiredText('FunctionArn') ?? '';
  const role = read.text('FunctionInvokeRole') ?? 'NONE';
  const identity = read.mapping('Identity');
  const readIdentity = new PropertyReader(identity, `Identity of ${owner}`, problems);
  return {
    type: 'REQUEST',
    name,
    position,
    identitySource: IDENTITY.flatMap(([property, prefix]) =>
      textsOf(childOf(identity, property)).flatMap(
        (source) => identitySource(`${prefix}${source}`, { owner, position }, problems) ?? [],
      ),
    ),
    authorizerUri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    ...(role !== 'NONE' && { credentials: role }),
    payloadFormatVersion: readAuthorizerVersion(read, 'AuthorizerPayloadFormatVersion'),
    enableSimpleResponses: scalarText(childOf(value, 'EnableSimpleResponses')) === 'true',
    resultTtlSeconds: readIdentity.number('ReauthorizeEvery', 0, 3600) ?? 0,
  };
}
