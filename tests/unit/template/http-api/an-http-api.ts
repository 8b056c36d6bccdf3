import { httpApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';

/** Loads a template whose resources are given, and finds its first HTTP API. */
export function loadHttpApi(resources: string, rest = '') {
  const loaded = load(`${SERVERLESS}${rest}Resources:\n${resources}`);
  const [api] = httpApisOf(loaded.template);
  return { ...loaded, api, route: api?.routes[0] };
}

/** A function with events, each on a line. */
export const aFunction = (...events: readonly string[]): string =>
  [
    '  Fn:',
    '    Type: AWS::Serverless::Function',
    '    Properties:',
    '      Runtime: nodejs24.x',
    '      Handler: app.handler',
    ...(events.length === 0 ? [] : ['      Events:']),
    ...events.map((event, index) => `        E${index + 1}: ${event}`),
    '',
  ].join('\n');

/** An event of type HttpApi of the API `Api`, with these properties. */
export const anEvent = (properties: string, api = 'ApiId: !Ref Api'): string =>
  `{Type: HttpApi, Properties: {${[properties, api].filter(Boolean).join(', ')}}}`;

/** An API of SAM with these properties, each on a line. */
export const anApi = (...properties: readonly string[]): string =>
  [
    '  Api:',
    '    Type: AWS::Serverless::HttpApi',
    ...(properties.length === 0 ? [] : ['    Properties:']),
    ...properties.map((property) => `      ${property}`),
    '',
  ].join('\n');

/** An API whose document has one operation, `POST /a`, with this integration in flow style. */
export const loadIntegration = (integration: string, operation = '') =>
  loadHttpApi(
    anApi(
      'DefinitionBody:',
      '  openapi: 3.0.1',
      '  info: {title: t}',
      '  paths:',
      '    /a:',
      '      post:',
      ...operation
        .split('\n')
        .filter(Boolean)
        .map((line) => `        ${line}`),
      `        x-amazon-apigateway-integration: ${integration}`,
    ),
  );
