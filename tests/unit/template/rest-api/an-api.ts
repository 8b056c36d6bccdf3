import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from '../load.ts';

const indented = (text: string, depth: number) =>
  text.trimEnd().replace(/^(?=.)/gm, ' '.repeat(depth));

/** Loads an API whose document has one operation, `POST /orders`, with further parts of the document behind it. */
export function loadOperation(operation: string, rest = '', version = 'openapi: 3.0.1') {
  const loaded = load({
    'template.yaml': `${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody:
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}
`,
    'api.yaml': `${version}
paths:
  /orders:
    post:
${indented(operation, 6)}
${rest}`,
  });
  const api = restApisOf(loaded.template)[0];
  return { ...loaded, api, method: api?.methods[0] };
}

/** The operation's integration; a mock when nothing is said. */
export const withIntegration = (integration = 'type: mock', operation = ''): string =>
  `${operation}\nx-amazon-apigateway-integration:\n${indented(integration, 2)}\n`;
