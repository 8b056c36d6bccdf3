import { load, SERVERLESS } from './load.ts';

describe('roleConfiguration', () => {
  test('collects the statements of inline and attached policies', () => {
    const { template, errors } = load(`Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Path: /app/
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']
      Policies:
        - PolicyName: one
          PolicyDocument:
            Statement: {Effect: Allow, Action: 's3:GetObject', Resource: !GetAtt Bucket.Arn}
  More:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref Role]
      PolicyDocument:
        Statement: [{Effect: Deny, Action: '*', Resource: '*'}]
  Bucket:
    Type: AWS::S3::Bucket
`);

    expect(errors).toEqual([]);
    expect(template.roles).toEqual([
      {
        logicalId: 'Role',
        roleName: 'Role',
        roleArn: 'arn:aws:iam::123456789012:role/app/Role',
        position: { file: 'template.yaml', line: 2, column: 3 },
        statements: [
          { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket' },
          { Effect: 'Deny', Action: '*', Resource: '*' },
        ],
        unknownPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      },
    ]);
  });

  test('makes the role that SAM generates, with its policy templates', () => {
    const { template } = load(`${SERVERLESS}Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A}
      Policies:
        - LambdaInvokePolicy: {FunctionName: !Ref Worker}
        - S3ReadPolicy: {BucketName: b}
        - Statement: [{Effect: Allow, Action: 'sns:Publish', Resource: '*'}]
        - AWSXrayWriteOnlyAccess
  Worker:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs24.x, Handler: a.b, Role: 'arn:aws:iam::123456789012:role/w'}
`);

    expect(template.roles).toEqual([
      expect.objectContaining({
        logicalId: 'MachineRole',
        roleArn: 'arn:aws:iam::123456789012:role/MachineRole',
        statements: [
          {
            Effect: 'Allow',
            Action: ['lambda:InvokeFunction'],
            Resource: ['arn:aws:lambda:eu-west-1:123456789012:function:Worker*'],
          },
          { Effect: 'Allow', Action: 'sns:Publish', Resource: '*' },
        ],
        unknownPolicies: ['S3ReadPolicy', 'AWSXrayWriteOnlyAccess'],
      }),
    ]);
  });
});
