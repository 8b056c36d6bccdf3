import { DECLARED_HTTP_METHODS } from '../../../shared/http-methods.ts';
import { childOf, positionOfKey, scalarText } from '../../nodes.ts';
import { PropertyReader } from '../../property-reader.ts';
import type { Resource, Scope } from '../../scope.ts';
import { type ApiParts, REQUEST_PARAMETER } from './method-operation.ts';

const AUTHORIZATION_TYPES = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'] as const;

/**
 * Reports what API Gateway refuses of a method and an OpenAPI document could not say.
 *
 * @see "AWS::ApiGateway::Method" (CloudFormation Template Reference)
 */
export function checkMethod(
  method: Resource,
  { models, validators }: ApiParts,
  scope: Scope,
): void {
  const { logicalId } = method;
  const { problems } = scope;
  const properties = scope.propertiesOf(method);
  const read = new PropertyReader(properties, `method "${logicalId}"`, problems);
  read.oneOf('HttpMethod', DECLARED_HTTP_METHODS);
  const type = read.oneOf('AuthorizationType', AUTHORIZATION_TYPES) ?? 'NONE';
  if (['CUSTOM', 'COGNITO_USER_POOLS'].includes(type) && !properties.entries.has('AuthorizerId')) {
    const message = `AuthorizationType ${type} of "${logicalId}" needs an AuthorizerId: !Ref of an AWS::ApiGateway::Authorizer`;
    problems.error(positionOfKey(properties, 'AuthorizationType'), 'missing-property', message);
  }
  for (const [key, { keyPosition }] of read.mapping('RequestParameters')?.entries ?? []) {
    if (REQUEST_PARAMETER.test(key)) continue;
    const message = `"${key}" is no request parameter: expected method.request.header.X, method.request.querystring.X or method.request.path.X`;
    problems.error(keyPosition, 'invalid-property', message);
  }
  for (const { value } of read.mapping('RequestModels')?.entries.values() ?? []) {
    const name = scalarText(value);
    if (name === undefined || models.entries.has(name)) continue;
    const message = `"${name}" is no model of the API of "${logicalId}" (${[...models.entries.keys()].join(', ')}): declare an AWS::ApiGateway::Model or correct the name`;
    problems.error(value.position, 'unknown-model', message);
  }
  const validator = read.text('RequestValidatorId');
  if (validator !== undefined && !validators.entries.has(validator)) {
    const message = `RequestValidatorId of "${logicalId}" is no validator of its API: write !Ref of an AWS::ApiGateway::RequestValidator`;
    const { position } = childOf(properties, 'RequestValidatorId') ?? method;
    problems.error(position, 'unknown-validator', message);
  }
}
