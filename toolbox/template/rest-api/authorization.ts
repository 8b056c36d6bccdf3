import type { Position } from '../../shared/problem.ts';
import type { Method } from '../model.ts';
import {
  childOf,
  isMapping,
  type MappingNode,
  positionOfKey,
  scalarText,
  type TemplateNode,
} from '../nodes.ts';
import type { OpenApiDocument } from '../open-api/open-api-document.ts';
import type { ProblemList } from '../problem-list.ts';

type Authorization = Pick<Method, 'authorizationType' | 'apiKeyRequired'>;

/** Who may call a method: `x-amazon-apigateway-auth`, else the operation's `security`; that of the root counts not. */
export function readAuthorization(
  operation: MappingNode,
  document: OpenApiDocument,
): Authorization {
  const type = scalarText(childOf(childOf(operation, 'x-amazon-apigateway-auth'), 'type'));
  const schemes = securitySchemes(operation, document);
  const types = schemes.map((scheme) => authorizationTypeOf(scheme.definition));
  const authorizationType = type?.toUpperCase() ?? types.find((one) => one !== 'API_KEY') ?? 'NONE';
  const position = positionOfKey(operation, 'security');
  reportUnsupportedAuthorization(authorizationType, position, document.problems);
  return { authorizationType, apiKeyRequired: types.includes('API_KEY') };
}

export function reportUnsupportedAuthorization(
  authorizationType: string,
  position: Position,
  problems: ProblemList,
): void {
  if (authorizationType === 'NONE' || authorizationType === 'AWS_IAM') return;
  const message = `authorization by ${authorizationType} is not supported here: the method answers without it`;
  problems.warning(position, 'unsupported-authorization', message);
}

interface SecurityScheme {
  readonly name: string;
  readonly definition: TemplateNode | undefined;
}

function securitySchemes(operation: MappingNode, { root, isSwagger, problems }: OpenApiDocument) {
  const definitions = isSwagger
    ? childOf(root, 'securityDefinitions')
    : childOf(childOf(root, 'components'), 'securitySchemes');
  const security = childOf(operation, 'security');
  const requirements = security?.kind === 'sequence' ? security.items.filter(isMapping) : [];
  return requirements.flatMap(({ entries }) =>
    [...entries].map(([name, { keyPosition }]): SecurityScheme => {
      const definition = childOf(definitions, name);
      if (definition === undefined) {
        const message = `"${name}" is no security scheme of this document: declare it or correct the name`;
        problems.warning(keyPosition, 'unknown-security-scheme', message);
      }
      return { name, definition };
    }),
  );
}

function authorizationTypeOf(scheme: TemplateNode | undefined): string {
  const authType = scalarText(childOf(scheme, 'x-amazon-apigateway-authtype'));
  if (authType === undefined)
    return childOf(scheme, 'x-amazon-apigateway-authorizer') ? 'CUSTOM' : 'API_KEY';
  if (authType === 'awsSigv4') return 'AWS_IAM';
  return authType === 'cognito_user_pools' ? 'COGNITO_USER_POOLS' : 'CUSTOM';
}
