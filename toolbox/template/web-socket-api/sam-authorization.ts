import { childOf, isMapping, itemsOf, scalarText } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import type { Resource, Scope } from '../scope.ts';
import type { WebSocketAuthorization } from '../web-socket-api-model.ts';
import { checkIdentitySource } from './authorization.ts';

const AUTH_TYPES = ['NONE', 'AWS_IAM', 'CUSTOM'] as const;
const OPEN: WebSocketAuthorization = { type: 'NONE' };

/** Who may connect: `Auth` of an `AWS::Serverless::WebSocketApi`. What SAM refuses is reported. */
export function samAuthorization(api: Resource, scope: Scope): WebSocketAuthorization {
  const { problems } = scope;
  const auth = childOf(scope.propertiesOf(api), 'Auth');
  if (!isMapping(auth)) return OPEN;
  const owner = `Auth of API "${api.logicalId}"`;
  const read = new PropertyReader(auth, owner, problems);
  if (!auth.entries.has('AuthType')) read.requiredText('AuthType');
  const type = read.oneOf('AuthType', AUTH_TYPES) ?? 'NONE';
  if (type !== 'CUSTOM') {
    if (auth.entries.size > 1) {
      const message = `${owner} has to be AuthType alone when that is ${type}`;
      problems.error(auth.position, 'invalid-property', message);
    }
    return { type };
  }
  const authorizerCredentialsArn = read.text('InvokeRole');
  const identitySource = itemsOf(childOf(auth, 'IdentitySource'))
    .map(scalarText)
    .filter((source) => source !== undefined);
  checkIdentitySource(identitySource, auth, owner, scope);
  return {
    type,
    authorizer: {
      name: read.text('Name') ?? `${api.logicalId}ConnectAuthorizer`,
      position: auth.position,
      authorizerUri: invocationsUri(read.requiredText('AuthArn') ?? '', scope),
      ...(authorizerCredentialsArn !== undefined && { authorizerCredentialsArn }),
      identitySource,
    },
  };
}

/** The URI that API Gateway invokes a function by. */
export function invocationsUri(functionArn: string, { identity }: Scope): string {
  const { partition, region } = identity;
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}
