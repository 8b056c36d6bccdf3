/**
 * What `Ref` and `Fn::GetAtt` of a resource give. In the texts `{Name}` is the name that the template fixes, else the
 * logical id; `{Path}` a role's path; `{Id}` an id made from the logical id; the others are pseudo parameters.
 */
export interface ResourceType {
  /** The property that fixes the name. */
  readonly nameProperty?: string;
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All attributes are here: any other one is refused. */
  readonly isComplete?: true;
}

const LAMBDA_FUNCTION: ResourceType = {
  nameProperty: 'FunctionName',
  ref: '{Name}',
  attributes: {
    Arn: 'arn:{Partition}:lambda:{Region}:{AccountId}:function:{Name}',
    SnapStartResponse: '',
    'SnapStartResponse.ApplyOn': 'None',
    'SnapStartResponse.OptimizationStatus': 'Off',
  },
  isComplete: true,
};

const STATE_MACHINE_ARN = 'arn:{Partition}:states:{Region}:{AccountId}:stateMachine:{Name}';

const STATE_MACHINE: ResourceType = {
  nameProperty: 'StateMachineName',
  ref: STATE_MACHINE_ARN,
  attributes: { Arn: STATE_MACHINE_ARN, Name: '{Name}', StateMachineRevisionId: 'INITIAL' },
  isComplete: true,
};

const REST_API: ResourceType = {
  nameProperty: 'Name',
  ref: '{Id}',
  attributes: { RestApiId: '{Id}', RootResourceId: '{RootId}' },
  isComplete: true,
};

const HTTP_API: ResourceType = {
  nameProperty: 'Name',
  ref: '{Id}',
  attributes: {
    ApiId: '{Id}',
    ApiEndpoint: 'https://{Id}.execute-api.{Region}.{URLSuffix}',
  },
};

const TABLE: ResourceType = {
  nameProperty: 'TableName',
  ref: '{Name}',
  attributes: {
    Arn: 'arn:{Partition}:dynamodb:{Region}:{AccountId}:table/{Name}',
    StreamArn:
      'arn:{Partition}:dynamodb:{Region}:{AccountId}:table/{Name}/stream/1970-01-01T00:00:00.000',
  },
};

/** By type; a type that is not here gets ids and ARNs made from its own name. */
export const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::Lambda::Function': LAMBDA_FUNCTION,
  'AWS::Serverless::Function': LAMBDA_FUNCTION,
  'AWS::StepFunctions::StateMachine': STATE_MACHINE,
  'AWS::Serverless::StateMachine': { ...STATE_MACHINE, nameProperty: 'Name' },
  'AWS::StepFunctions::Activity': {
    nameProperty: 'Name',
    ref: 'arn:{Partition}:states:{Region}:{AccountId}:activity:{Name}',
    attributes: {
      Arn: 'arn:{Partition}:states:{Region}:{AccountId}:activity:{Name}',
      Name: '{Name}',
    },
  },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    ref: '{Name}',
    attributes: {
      Arn: 'arn:{Partition}:iam::{AccountId}:role{Path}{Name}',
      RoleId: 'AROA{LogicalId}',
    },
    isComplete: true,
  },
  'AWS::IAM::ManagedPolicy': {
    nameProperty: 'ManagedPolicyName',
    ref: 'arn:{Partition}:iam::{AccountId}:policy{Path}{Name}',
    attributes: { PolicyArn: 'arn:{Partition}:iam::{AccountId}:policy{Path}{Name}' },
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    ref: '{Name}',
    attributes: { Arn: 'arn:{Partition}:logs:{Region}:{AccountId}:log-group:{Name}:*' },
  },
  'AWS::Serverless::Api': REST_API,
  'AWS::ApiGateway::RestApi': REST_API,
  'AWS::ApiGateway::Stage': { nameProperty: 'StageName', ref: '{Name}', attributes: {} },
  'AWS::ApiGateway::Deployment': { ref: '{Id}', attributes: { DeploymentId: '{Id}' } },
  'AWS::ApiGateway::Resource': { ref: '{Id}', attributes: { ResourceId: '{Id}' } },
  'AWS::ApiGateway::ApiKey': { ref: '{Id}', attributes: { APIKeyId: '{Id}' } },
  'AWS::ApiGateway::UsagePlan': { ref: '{Id}', attributes: { Id: '{Id}' } },
  'AWS::ApiGateway::Model': { nameProperty: 'Name', ref: '{Name}', attributes: {} },
  'AWS::ApiGateway::RequestValidator': {
    ref: '{Id}',
    attributes: { RequestValidatorId: '{Id}' },
  },
  'AWS::ApiGateway::Authorizer': { ref: '{Id}', attributes: { AuthorizerId: '{Id}' } },
  'AWS::Serverless::HttpApi': HTTP_API,
  'AWS::Serverless::WebSocketApi': HTTP_API,
  'AWS::ApiGatewayV2::Api': HTTP_API,
  'AWS::ApiGatewayV2::Authorizer': { ref: '{Id}', attributes: { AuthorizerId: '{Id}' } },
  'AWS::ApiGatewayV2::Deployment': { ref: '{Id}', attributes: { DeploymentId: '{Id}' } },
  'AWS::ApiGatewayV2::Integration': { ref: '{Id}', attributes: { IntegrationId: '{Id}' } },
  'AWS::ApiGatewayV2::Route': { ref: '{Id}', attributes: { RouteId: '{Id}' } },
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName', ref: '{Name}', attributes: {} },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    ref: 'arn:{Partition}:sns:{Region}:{AccountId}:{Name}',
    attributes: {
      TopicArn: 'arn:{Partition}:sns:{Region}:{AccountId}:{Name}',
      TopicName: '{Name}',
    },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    ref: 'https://sqs.{Region}.{URLSuffix}/{AccountId}/{Name}',
    attributes: {
      Arn: 'arn:{Partition}:sqs:{Region}:{AccountId}:{Name}',
      QueueName: '{Name}',
      QueueUrl: 'https://sqs.{Region}.{URLSuffix}/{AccountId}/{Name}',
    },
  },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    ref: '{LowerName}',
    attributes: {
      Arn: 'arn:{Partition}:s3:::{LowerName}',
      DomainName: '{LowerName}.s3.{URLSuffix}',
      RegionalDomainName: '{LowerName}.s3.{Region}.{URLSuffix}',
      WebsiteURL: 'http://{LowerName}.s3-website-{Region}.{URLSuffix}',
    },
  },
  'AWS::DynamoDB::Table': TABLE,
  'AWS::DynamoDB::GlobalTable': TABLE,
  'AWS::Serverless::SimpleTable': TABLE,
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    ref: '{Name}',
    attributes: {
      Arn: 'arn:{Partition}:events:{Region}:{AccountId}:event-bus/{Name}',
      Name: '{Name}',
    },
  },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    ref: '{Name}',
    attributes: { Arn: 'arn:{Partition}:events:{Region}:{AccountId}:rule/{Name}' },
  },
  'AWS::Events::Connection': {
    nameProperty: 'Name',
    ref: '{Name}',
    attributes: {
      Arn: 'arn:{Partition}:events:{Region}:{AccountId}:connection/{Name}/{Id}',
    },
  },
  'AWS::KMS::Key': {
    ref: '{Id}',
    attributes: { Arn: 'arn:{Partition}:kms:{Region}:{AccountId}:key/{Id}', KeyId: '{Id}' },
  },
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    ref: 'arn:{Partition}:secretsmanager:{Region}:{AccountId}:secret:{Name}',
    attributes: { Id: 'arn:{Partition}:secretsmanager:{Region}:{AccountId}:secret:{Name}' },
  },
  'AWS::Kinesis::Stream': {
    nameProperty: 'Name',
    ref: '{Name}',
    attributes: { Arn: 'arn:{Partition}:kinesis:{Region}:{AccountId}:stream/{Name}' },
  },
  'AWS::Lambda::LayerVersion': {
    nameProperty: 'LayerName',
    ref: 'arn:{Partition}:lambda:{Region}:{AccountId}:layer:{Name}:1',
    attributes: {
      LayerVersionArn: 'arn:{Partition}:lambda:{Region}:{AccountId}:layer:{Name}:1',
    },
  },
  'AWS::Serverless::LayerVersion': {
    nameProperty: 'LayerName',
    ref: 'arn:{Partition}:lambda:{Region}:{AccountId}:layer:{Name}:1',
    attributes: {},
  },
  'AWS::EC2::VPC': { ref: 'vpc-{Id}', attributes: { CidrBlock: '{CidrBlock}', VpcId: 'vpc-{Id}' } },
  'AWS::Cognito::UserPool': {
    ref: '{Region}_{Id}',
    attributes: {
      Arn: 'arn:{Partition}:cognito-idp:{Region}:{AccountId}:userpool/{Region}_{Id}',
      UserPoolId: '{Region}_{Id}',
    },
  },
};
