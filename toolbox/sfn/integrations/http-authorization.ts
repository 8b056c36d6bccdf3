import type { HttpRequest, SendHttpRequest } from '../../shared/http-client.ts';
import type { HttpAuthorization, HttpParameters } from '../../shared/http-connection.ts';
import { isJsonObject, propertyOf } from '../../shared/json.ts';
import { parseJson } from '../../shared/parse-json.ts';

/**
 * The headers by which a connection authorises a request; undefined when its authorization server
 * gives no token.
 *
 * @see "Authorization methods for connections in EventBridge" (EventBridge User Guide)
 */
export async function authorizationHeaders(
  authorization: HttpAuthorization,
  send: SendHttpRequest,
  signal: AbortSignal,
): Promise<HttpParameters | undefined> {
  switch (authorization.type) {
    case 'API_KEY':
      return { [authorization.name.toLowerCase()]: authorization.value };
    case 'BASIC': {
      const { username, password } = authorization;
      const credentials = Buffer.from(`${username}:${password}`).toString('base64');
      return { authorization: `Basic ${credentials}` };
    }
    case 'OAUTH_CLIENT_CREDENTIALS': {
      const token = tokenIn((await send({ ...tokenRequest(authorization), signal })).body);
      return token === undefined ? undefined : { authorization: `Bearer ${token}` };
    }
  }
}

/** Local runtime: a token is asked for each time, and not kept. */
function tokenRequest({
  authorizationEndpoint,
  httpMethod,
  clientId,
  clientSecret,
  headerParameters,
  queryStringParameters,
  bodyParameters,
}: Extract<HttpAuthorization, { type: 'OAUTH_CLIENT_CREDENTIALS' }>): Omit<HttpRequest, 'signal'> {
  const url = new URL(authorizationEndpoint);
  for (const [name, value] of Object.entries(queryStringParameters)) {
    url.searchParams.set(name, value);
  }
  const form = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    ...bodyParameters,
  });
  return {
    url: url.href,
    method: httpMethod,
    headers: Object.entries({
      'content-type': 'application/x-www-form-urlencoded',
      ...headerParameters,
    }),
    body: httpMethod === 'GET' ? undefined : form.toString(),
  };
}

function tokenIn(body: string): string | undefined {
  try {
    const answer = parseJson(body);
    const token = isJsonObject(answer) ? propertyOf(answer, 'access_token') : undefined;
    return typeof token === 'string' ? token : undefined;
  } catch {
    return undefined;
  }
}
