import type { RestApi } from '../model.ts';
import { childOf, scalarText, type TemplateNode } from '../nodes.ts';
import { type ImportRules, openApiDocument } from '../open-api/open-api-document.ts';
import type { Scope } from '../scope.ts';
import { readGatewayResponses } from './gateway-responses.ts';
import { readMethods } from './methods.ts';
import { readModels } from './models.ts';

/** What an API takes from its document. */
export interface ApiDefinition
  extends Pick<RestApi, 'methods' | 'models' | 'gatewayResponses' | 'binaryMediaTypes'> {
  readonly title: string | undefined;
  /** `HEADER` or `AUTHORIZER`. */
  readonly apiKeySource: string | undefined;
  readonly minimumCompressionSize: number | undefined;
}

/** The extension that is not read decides who may call the API. */
const REST_IMPORT: ImportRules = {
  versions: `"openapi: 3.0.x" and "swagger: '2.0'"`,
  takesSwagger: true,
  unsupported: ['x-amazon-apigateway-policy'],
};

/** Undefined for a document that API Gateway would not import, which is reported. */
export function readDefinition(node: TemplateNode, scope: Scope): ApiDefinition | undefined {
  const document = openApiDocument(node, REST_IMPORT, scope);
  if (document === undefined) return undefined;
  const { root } = document;
  const listed = childOf(root, 'x-amazon-apigateway-binary-media-types');
  const size = childOf(root, 'x-amazon-apigateway-minimum-compression-size');
  return {
    title: scalarText(childOf(childOf(root, 'info'), 'title')),
    apiKeySource: scalarText(childOf(root, 'x-amazon-apigateway-api-key-source')),
    methods: readMethods(document),
    models: readModels(document),
    gatewayResponses: readGatewayResponses(document),
    binaryMediaTypes:
      listed?.kind === 'sequence'
        ? listed.items.map(scalarText).filter((type) => type !== undefined)
        : [],
    minimumCompressionSize: numberOf(size),
  };
}

function numberOf(node: TemplateNode | undefined): number | undefined {
  const text = scalarText(node);
  return text === undefined ? undefined : Number(text);
}
