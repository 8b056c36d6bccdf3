import { validateDefinition } from '../../../toolbox/states/validate.ts';

function problemsOf(Resource: string) {
  return validateDefinition({
    StartAt: 'Do',
    States: { Do: { Type: 'Task', Resource, End: true } },
  });
}

/** Names of integrations, each with the patterns that the Developer Guide gives it. */
const INTEGRATIONS = [
  'apigateway:invoke',
  'apigateway:invoke.waitForTaskToken',
  'athena:getQueryResults',
  'athena:startQueryExecution.sync',
  'aws-sdk:dynamodb:query',
  'aws-sdk:s3:listObjectsV2',
  'aws-sdk:sfn:startSyncExecution',
  'aws-sdk:sqs:sendMessage.waitForTaskToken',
  'batch:submitJob',
  'batch:submitJob.sync',
  'bedrock:createModelCustomizationJob.sync',
  'bedrock:invokeModel',
  'codebuild:batchGetReports',
  'codebuild:startBuild.sync',
  'databrew:startJobRun.sync',
  'dynamodb:getItem',
  'dynamodb:updateItem',
  'ecs:runTask',
  'ecs:runTask.sync',
  'ecs:runTask.waitForTaskToken',
  'eks:call',
  'eks:runJob.sync',
  'elasticmapreduce:addStep.sync',
  'elasticmapreduce:setClusterTerminationProtection',
  'emr-containers:startJobRun.sync',
  'emr-serverless:startJobRun.sync',
  'events:putEvents',
  'events:putEvents.waitForTaskToken',
  'glue:startJobRun.sync',
  'http:invoke',
  'lambda:invoke',
  'lambda:invoke.waitForTaskToken',
  'mediaconvert:createJob.sync',
  'sagemaker:createModel',
  'sagemaker:createTrainingJob.sync',
  'sns:publish.waitForTaskToken',
  'sqs:sendMessage',
  'states:startExecution',
  'states:startExecution.sync',
  'states:startExecution.sync:2',
  'states:startExecution.waitForTaskToken',
];

describe('the Resource of a Task state', () => {
  test.each(INTEGRATIONS)('may be the integration %s', (name) => {
    expect(problemsOf(`arn:aws:states:::${name}`)).toEqual([]);
  });

  test.each([
    'arn:aws:lambda:us-east-1:123456789012:function:Work',
    'arn:aws:lambda:us-east-1:123456789012:function:Work:$LATEST',
    'arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:Work:live',
    'arn:aws:states:us-east-1:123456789012:activity:Work',
    'arn:aws-cn:states:::lambda:invoke',
  ])('may be %s', (resource) => {
    expect(problemsOf(resource)).toEqual([]);
  });

  test.each([
    '<ImportValue shared-function>',
    'arn:aws:states:::{{resolve:ssm:/integration}}',
    'Nested.Outputs.FunctionArn',
    'Lookup.Arn',
  ])('is not judged when only the account knows it: %s', (resource) => {
    expect(problemsOf(resource)).toEqual([]);
  });

  test.each([
    // actions that need the AWS SDK
    'arn:aws:states:::dynamodb:query',
    'arn:aws:states:::s3:getObject',
    // patterns that the action does not have
    'arn:aws:states:::dynamodb:getItem.sync',
    'arn:aws:states:::sqs:sendMessage.sync',
    'arn:aws:states:::glue:startJobRun.sync:2',
    'arn:aws:states:::batch:submitJob.waitForTaskToken',
    'arn:aws:states:::aws-sdk:ecs:runTask.sync',
    // misspelt names
    'arn:aws:states:::lambda:Invoke',
    'arn:aws:states:::aws-sdk:s3:GetObject',
    'arn:aws:states:::aws-sdk:s3',
    'arn:aws:states:::constructor',
    'arn:aws:lambda:us-east-1:123456789012:Work',
    // resources that are no tasks
    'arn:aws:states:us-east-1:123456789012:stateMachine:Work',
    'arn:aws:sns:us-east-1:123456789012:topic',
  ])('cannot be %s', (resource) => {
    expect(problemsOf(resource)).toEqual([
      {
        pointer: '/States/Do/Resource',
        code: 'SCHEMA_VALIDATION_FAILED',
        message: `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      },
    ]);
  });

  test('has to be an ARN', () => {
    expect(problemsOf('Work')).toMatchObject([{ message: 'Value is not a valid resource ARN' }]);
  });
});
