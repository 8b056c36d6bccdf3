import type {
  HttpAuthorization,
  HttpConnection,
  HttpParameters,
} from '../shared/http-connection.ts';
import { isMapping, type MappingNode } from './nodes.ts';
import { PropertyReader } from './property-reader.ts';
import { attributeOf } from './resource-attributes.ts';
import type { Resource, Scope } from './scope.ts';

export function isConnection({ type }: Resource): boolean {
  return type === 'AWS::Events::Connection';
}

const TYPES = ['BASIC', 'API_KEY', 'OAUTH_CLIENT_CREDENTIALS'] as const;

/**
 * A connection of EventBridge with the secrets that the template holds.
 *
 * @see "AWS::Events::Connection" (AWS CloudFormation Template Reference)
 */
export function httpConnection(resource: Resource, scope: Scope): HttpConnection | undefined {
  const { logicalId, position } = resource;
  const readerOf = (node: MappingNode | undefined): PropertyReader =>
    new PropertyReader(node, `connection "${logicalId}"`, scope.problems);
  const properties = readerOf(scope.propertiesOf(resource));
  const type = properties.oneOf('AuthorizationType', TYPES);
  const parameters = readerOf(properties.mapping('AuthParameters'));
  if (type === undefined) return undefined;
  return {
    connectionArn: attributeOf(resource, 'Arn', position, scope),
    authorization: AUTHORIZATIONS[type](parameters, readerOf),
    ...httpParameters(readerOf(parameters.mapping('InvocationHttpParameters')), readerOf),
  };
}

type ReaderOf = (node: MappingNode | undefined) => PropertyReader;

/** How the parameters of each type of authorization are read. */
const AUTHORIZATIONS: Readonly<
  Record<
    (typeof TYPES)[number],
    (parameters: PropertyReader, readerOf: ReaderOf) => HttpAuthorization
  >
> = {
  BASIC(parameters, readerOf) {
    const basic = readerOf(parameters.mapping('BasicAuthParameters'));
    return {
      type: 'BASIC',
      username: basic.requiredText('Username') ?? '',
      password: basic.requiredText('Password') ?? '',
    };
  },
  API_KEY(parameters, readerOf) {
    const key = readerOf(parameters.mapping('ApiKeyAuthParameters'));
    return {
      type: 'API_KEY',
      name: key.requiredText('ApiKeyName') ?? '',
      value: key.requiredText('ApiKeyValue') ?? '',
    };
  },
  OAUTH_CLIENT_CREDENTIALS(parameters, readerOf) {
    const oauth = readerOf(parameters.mapping('OAuthParameters'));
    const client = readerOf(oauth.mapping('ClientParameters'));
    return {
      type: 'OAUTH_CLIENT_CREDENTIALS',
      authorizationEndpoint: oauth.requiredText('AuthorizationEndpoint') ?? '',
      httpMethod: oauth.requiredText('HttpMethod') ?? '',
      clientId: client.requiredText('ClientID') ?? '',
      clientSecret: client.requiredText('ClientSecret') ?? '',
      ...httpParameters(readerOf(oauth.mapping('OAuthHttpParameters')), readerOf),
    };
  },
};

function httpParameters(
  parameters: PropertyReader,
  readerOf: ReaderOf,
): Pick<HttpConnection, 'bodyParameters' | 'headerParameters' | 'queryStringParameters'> {
  const pairs = (key: string): HttpParameters =>
    Object.fromEntries(
      (parameters.sequence(key)?.items ?? []).filter(isMapping).map((item) => {
        const pair = readerOf(item);
        return [pair.requiredText('Key') ?? '', pair.requiredText('Value') ?? ''];
      }),
    );
  return {
    bodyParameters: pairs('BodyParameters'),
    headerParameters: pairs('HeaderParameters'),
    queryStringParameters: pairs('QueryStringParameters'),
  };
}
