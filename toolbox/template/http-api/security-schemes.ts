import type { HttpApiAuthorizer } from '../http-api-model.ts';
import { childOf, isMapping, positionOfKey, scalarText } from '../nodes.ts';
import type { OpenApiDocument } from '../open-api/open-api-document.ts';
import { OPEN_API_AUTHORIZER, readAuthorizer } from './authorizer.ts';

const AUTHORIZER = 'x-amazon-apigateway-authorizer';
const AUTH_TYPE = 'x-amazon-apigateway-authtype';

/** What may stand in the security requirement of a route. */
export type Authorizers = ReadonlyMap<string, HttpApiAuthorizer | 'AWS_IAM'>;

/** The security schemes of a document that API Gateway makes authorizers of, by name. */
export function readSecuritySchemes({ root, problems }: OpenApiDocument): Authorizers {
  const schemes = childOf(childOf(root, 'components'), 'securitySchemes');
  const authorizers = new Map<string, HttpApiAuthorizer | 'AWS_IAM'>();
  for (const [name, { keyPosition, value }] of isMapping(schemes) ? schemes.entries : []) {
    const node = childOf(value, AUTHORIZER);
    if (isMapping(node)) {
      const source = { name, position: keyPosition, node, keys: OPEN_API_AUTHORIZER };
      const authorizer = readAuthorizer(scalarText(childOf(node, 'type')), source, problems);
      if (authorizer !== undefined) authorizers.set(name, authorizer);
    } else if (scalarText(childOf(value, AUTH_TYPE)) === 'awsSigv4') {
      authorizers.set(name, 'AWS_IAM');
    } else if (isMapping(value)) {
      const message = `the security scheme "${name}" has no ${AUTHORIZER}: API Gateway makes no authorizer of it, and routes that ask for it are open`;
      problems.warning(positionOfKey(value, 'type'), 'missing-authorizer', message);
    }
  }
  return authorizers;
}
