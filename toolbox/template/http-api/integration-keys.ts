/** How one of the two languages, OpenAPI and CloudFormation, spells the parts of an integration. */
export interface IntegrationKeys {
  readonly type: string;
  readonly subtype: string;
  readonly uri: string;
  readonly method: string;
  readonly credentials: string;
  readonly payloadFormatVersion: string;
  readonly connectionType: string;
  readonly timeout: string;
  readonly requestParameters: string;
  readonly responseParameters: string;
}

/** @see "x-amazon-apigateway-integration object" (API Gateway Developer Guide) */
export const OPEN_API_KEYS: IntegrationKeys = {
  type: 'type',
  subtype: 'integrationSubtype',
  uri: 'uri',
  method: 'httpMethod',
  credentials: 'credentials',
  payloadFormatVersion: 'payloadFormatVersion',
  connectionType: 'connectionType',
  timeout: 'timeoutInMillis',
  requestParameters: 'requestParameters',
  responseParameters: 'responseParameters',
};

/** @see "AWS::ApiGatewayV2::Integration" (CloudFormation User Guide) */
export const CLOUDFORMATION_KEYS: IntegrationKeys = {
  type: 'IntegrationType',
  subtype: 'IntegrationSubtype',
  uri: 'IntegrationUri',
  method: 'IntegrationMethod',
  credentials: 'CredentialsArn',
  payloadFormatVersion: 'PayloadFormatVersion',
  connectionType: 'ConnectionType',
  timeout: 'TimeoutInMillis',
  requestParameters: 'RequestParameters',
  responseParameters: 'ResponseParameters',
};
