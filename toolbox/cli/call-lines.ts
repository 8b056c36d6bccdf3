import type { Api } from '../template/model.ts';

/** How each route of an API is called from a shell. */
export function callLines(api: Api, url: string): string[] {
  switch (api.protocolType) {
    case 'REST':
      return api.methods.map(({ httpMethod, resourcePath }) =>
        curlLine(httpMethod, `${url}${resourcePath}`),
      );
    case 'HTTP':
      return api.routes.map(({ routeKey }) => {
        const [httpMethod = '', path] = routeKey.split(' ');
        return path === undefined
          ? curlLine('GET', `${url}/`)
          : curlLine(httpMethod, `${url}${path}`);
      });
    case 'WEBSOCKET':
      return [`npx wscat -c ${url.replace(/^http/, 'ws')}`];
  }
}

const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH', 'ANY']);

function curlLine(httpMethod: string, url: string): string {
  const method = httpMethod === 'ANY' ? 'POST' : httpMethod;
  const body = METHODS_WITH_BODY.has(method) ? " -H 'content-type: application/json' -d '{}'" : '';
  // Else curl takes the braces of a path parameter for a pattern.
  const plainUrl = url.includes('{') ? ' --globoff' : '';
  return `curl -i${plainUrl} -X ${method} '${url}'${body}`;
}
