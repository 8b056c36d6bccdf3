import { resolve } from 'node:path';
import { load, SERVERLESS } from './load.ts';

const withFunction = (properties: string, type = 'AWS::Serverless::Function', rest = '') =>
  `${SERVERLESS}Resources:
  Worker:
    Type: ${type}
${rest}
    Properties:
${properties.replace(/^/gm, '      ')}
`;

const BASE = 'Runtime: nodejs24.x\nHandler: app.handler\n';

describe('functionConfiguration', () => {
  test('fills in the defaults of Lambda and SAM', () => {
    const { template, errors } = load(withFunction(BASE));

    expect(errors).toEqual([]);
    expect(template.functions).toEqual([
      {
        logicalId: 'Worker',
        functionName: 'Worker',
        functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:Worker',
        runtime: 'nodejs24.x',
        handler: 'app.handler',
        packageType: 'Zip',
        codeDirectory: resolve('.'),
        timeoutSeconds: 3,
        memorySizeMb: 128,
        environment: {},
        architecture: 'x86_64',
        roleArn: 'arn:aws:iam::123456789012:role/WorkerRole',
        logGroupName: '/aws/lambda/Worker',
        position: { file: 'template.yaml', line: 3, column: 3 },
      },
    ]);
  });

  test('takes what the template sets', () => {
    const { template } = load(
      withFunction(`${BASE}FunctionName: work
CodeUri: functions/work/
Timeout: 20
MemorySize: 512
Role: arn:aws:iam::123456789012:role/worker
Architectures: [arm64]
ReservedConcurrentExecutions: 2
LoggingConfig: {LogGroup: /app/work}
Environment: {Variables: {COUNT: 3, RATIO: 1.0, ON: true, EMPTY: ""}}`),
    );

    expect(template.functions[0]).toMatchObject({
      functionName: 'work',
      codeDirectory: resolve('functions/work'),
      timeoutSeconds: 20,
      memorySizeMb: 512,
      roleArn: 'arn:aws:iam::123456789012:role/worker',
      architecture: 'arm64',
      reservedConcurrentExecutions: 2,
      logGroupName: '/app/work',
      environment: { COUNT: '3', RATIO: '1.0', ON: 'true', EMPTY: '' },
    });
  });

  test('reads the code of a plain Lambda function', () => {
    const inline = load(withFunction(`${BASE}Code: {ZipFile: "x"}`, 'AWS::Lambda::Function'));
    const folder = load(withFunction(`${BASE}Code: src`, 'AWS::Lambda::Function'));
    const stored = load(
      withFunction(`${BASE}Code: {S3Bucket: b, S3Key: k}`, 'AWS::Lambda::Function'),
    );

    expect(inline.template.functions[0]?.inlineCode).toBe('x');
    expect(folder.template.functions[0]?.codeDirectory).toBe(resolve('src'));
    expect(stored.template.functions[0]).not.toHaveProperty('codeDirectory');
    expect(stored.warnings).toEqual([expect.stringContaining('unsupported-code-location')]);
  });

  test('asks an image for neither runtime nor handler', () => {
    const { template, errors } = load(withFunction('PackageType: Image'));

    expect(errors).toEqual([]);
    expect(template.functions[0]).toMatchObject({ packageType: 'Image', runtime: '', handler: '' });
  });

  test('reads how esbuild bundles the function', () => {
    const metadata = `    Metadata:
      BuildMethod: esbuild
      BuildProperties:
        Minify: false
        Target: es2022
        Format: esm
        OutExtension: [.js=.mjs]
        External: "a,b"
        EntryPoints: [src/app.ts]`;

    expect(
      load(withFunction(BASE, 'AWS::Serverless::Function', metadata)).template.functions[0]
        ?.esbuild,
    ).toEqual({
      Minify: false,
      Target: 'es2022',
      Format: 'esm',
      OutExtension: ['.js=.mjs'],
      External: ['a', 'b'],
      EntryPoints: ['src/app.ts'],
    });
  });

  test.each([
    ['Handler: app.handler', 'missing-property function "Worker" has no Runtime'],
    ['Runtime: nodejs24.x', 'missing-property function "Worker" has no Handler'],
    [`${BASE}Timeout: 901`, 'at most 900, not "901"'],
    [`${BASE}Timeout: soon`, 'not "soon"'],
    [`${BASE}MemorySize: 64`, '128 or more'],
    [`${BASE}Environment: {Variables: {AWS_REGION: x}}`, 'reserved-variable'],
    [`${BASE}Environment: {Variables: {LIST: [1]}}`, 'Variables.LIST'],
    [`${BASE}PackageType: Tar`, 'one of Zip, Image'],
  ])('refuses %j', (properties, message) => {
    expect(load(withFunction(properties)).errors).toEqual([expect.stringContaining(message)]);
  });

  test('leaves out a function whose condition is false', () => {
    const text = withFunction(BASE, 'AWS::Serverless::Function', '    Condition: Never');
    const { template, errors } = load(`Conditions: {Never: !Equals [a, b]}\n${text}`);

    expect(errors).toEqual([]);
    expect(template.functions).toEqual([]);
  });

  test('names an event that starts nothing here', () => {
    const { warnings } = load(
      withFunction(
        `${BASE}Events:\n  Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}`,
      ),
    );

    expect(warnings).toEqual([
      expect.stringMatching(/:10:9 unsupported-event .*"Nightly" \(Schedule\)/),
    ]);
  });

  test('knows the version and the alias that SAM publishes', () => {
    const { template } = load(withFunction(`${BASE}AutoPublishAlias: live\n`));

    expect(template.functions[0]?.qualifiers).toEqual(['1', 'live']);
  });

  test('knows the aliases that are resources of their own', () => {
    const alias = `  LiveAlias:
    Type: AWS::Lambda::Alias
    Properties: { Name: live, FunctionName: !Ref Worker, FunctionVersion: '1' }
`;

    const { template } = load(withFunction(BASE) + alias);

    expect(template.functions[0]?.qualifiers).toEqual(['1', 'live']);
  });

  test('reads the log format and the level of the application', () => {
    const logging = 'LoggingConfig: { LogFormat: JSON, ApplicationLogLevel: WARN }\n';

    const { template } = load(withFunction(BASE + logging));

    expect(template.functions[0]?.loggingConfig).toEqual({
      LogFormat: 'JSON',
      ApplicationLogLevel: 'WARN',
    });
  });

  test.each([
    'Architectures: [arm64]',
    'DeadLetterQueue: {Type: SQS, TargetArn: "arn:aws:sqs:eu-west-1:123456789012:dead"}',
    'EphemeralStorage: {Size: 1024}',
    'EventInvokeConfig: {MaximumRetryAttempts: 0, DestinationConfig: {OnFailure: {Type: SQS}}}',
    'KmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/1',
    'ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}',
    'RecursiveLoop: Allow',
    'RuntimeManagementConfig: {UpdateRuntimeOn: Auto}',
    'Tags: {team: pets}',
    'Tracing: Active',
    'VpcConfig: {SecurityGroupIds: [sg-1], SubnetIds: [subnet-1]}',
  ])('has nothing to say of %s', (properties) => {
    const { template, errors, warnings } = load(withFunction(`${BASE}${properties}`));

    expect([...errors, ...warnings]).toEqual([]);
    expect(template.functions).toHaveLength(1);
  });

  test.each([
    ['FileSystemConfigs: [{Arn: a, LocalMountPath: /mnt/x}]', 'file systems are not mounted here'],
    ['FunctionUrlConfig: {AuthType: NONE}', 'function URLs are not served here'],
    ['SnapStart: {ApplyOn: PublishedVersions}', 'snapshots are not made here'],
    [
      'Environment: {Variables: {AWS_LAMBDA_EXEC_WRAPPER: /opt/wrapper}}',
      'the start wrapper "/opt/wrapper" does not run here',
    ],
  ])('serves and names %s', (properties, reason) => {
    const { template, errors, warnings } = load(withFunction(`${BASE}${properties}`));

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(`"Worker": ${reason}`)]);
    expect(template.functions).toHaveLength(1);
  });
});
