import { partsOfApi, partWithId } from '../api-gateway-v2/parts-of-api.ts';
import { positionOfKey } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import type { Resource, Scope } from '../scope.ts';
import type { WebSocketAuthorization, WebSocketAuthorizer } from '../web-socket-api-model.ts';

const TYPES = ['NONE', 'AWS_IAM', 'CUSTOM'] as const;
const OPEN: WebSocketAuthorization = { type: 'NONE' };

/** Who may use a route: `AuthorizationType` and `AuthorizerId`, which only `$connect` can have. */
export function readAuthorization(
  route: Resource,
  api: Resource,
  scope: Scope,
): WebSocketAuthorization {
  const { problems } = scope;
  const properties = scope.propertiesOf(route);
  const owner = `route "${route.logicalId}"`;
  const read = new PropertyReader(properties, owner, problems);
  const type = read.oneOf('AuthorizationType', TYPES) ?? 'NONE';
  if (type === 'NONE') return OPEN;
  const routeKey = read.text('RouteKey');
  if (routeKey !== '$connect') {
    const message = `AuthorizationType of ${owner} has to be NONE: a WebSocket API asks for authorization on $connect only, not on ${routeKey}`;
    problems.error(positionOfKey(properties, 'AuthorizationType'), 'invalid-property', message);
    return OPEN;
  }
  if (type === 'AWS_IAM') return { type };
  const authorizerId = read.requiredText('AuthorizerId') ?? '';
  const authorizer = partWithId(partsOfApi(api, 'Authorizer', scope), authorizerId, scope);
  if (authorizer !== undefined) return { type, authorizer: readAuthorizer(authorizer, scope) };
  const message = `AuthorizerId of ${owner} has to be !Ref of an AWS::ApiGatewayV2::Authorizer of the same API`;
  problems.error(positionOfKey(properties, 'AuthorizerId'), 'invalid-property', message);
  return OPEN;
}

function readAuthorizer(authorizer: Resource, scope: Scope): WebSocketAuthorizer {
  const { problems } = scope;
  const properties = scope.propertiesOf(authorizer);
  const owner = `authorizer "${authorizer.logicalId}"`;
  const read = new PropertyReader(properties, owner, problems);
  read.oneOf('AuthorizerType', ['REQUEST']);
  if (properties.entries.has('AuthorizerResultTtlInSeconds')) {
    const message = `AuthorizerResultTtlInSeconds of ${owner} is refused for a WebSocket API, whose connection keeps the result: leave it out`;
    const position = positionOfKey(properties, 'AuthorizerResultTtlInSeconds');
    problems.error(position, 'invalid-property', message);
  }
  const authorizerCredentialsArn = read.text('AuthorizerCredentialsArn');
  const identitySource = read.texts('IdentitySource');
  checkIdentitySource(identitySource, properties, owner, scope);
  return {
    name: read.text('Name') ?? authorizer.logicalId,
    position: authorizer.position,
    authorizerUri: read.requiredText('AuthorizerUri') ?? '',
    ...(authorizerCredentialsArn !== undefined && { authorizerCredentialsArn }),
    identitySource,
  };
}

const IDENTITY_SOURCE = /^(?:route\.request\.(?:header|querystring)|context|stageVariables)\..+$/;

/** @see "Creating a Lambda REQUEST authorizer function" (API Gateway Developer Guide) */
export function checkIdentitySource(
  identitySource: readonly string[],
  properties: Parameters<typeof positionOfKey>[0],
  owner: string,
  { problems }: Scope,
): void {
  for (const source of identitySource) {
    if (IDENTITY_SOURCE.test(source)) continue;
    const message = `"${source}" is no identity source of ${owner}: expected the form route.request.header.X, route.request.querystring.X, context.X or stageVariables.X`;
    problems.error(positionOfKey(properties, 'IdentitySource'), 'invalid-property', message);
  }
}
