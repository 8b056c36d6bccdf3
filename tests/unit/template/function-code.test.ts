import { resolve } from 'node:path';
import { load } from './load.ts';

/** A function as the AWS CDK writes it; its Code stands in line 6. */
function loadAsset(metadata: string, kind: 'file' | 'directory' | undefined) {
  return load(
    `Resources:
  Fn:
    Type: AWS::Lambda::Function
    Metadata: ${metadata}
    Properties:
      Code: {S3Bucket: !Sub "cdk-assets-\${AWS::AccountId}", S3Key: a.zip}
      Handler: index.handler
      Runtime: nodejs24.x
      Role: arn:aws:iam::123456789012:role/r
`,
    { fileKind: (path) => (path.endsWith('.js') ? 'file' : kind) },
  );
}

const ASSET = '{aws:asset:path: asset.1a, aws:asset:is-bundled: false, aws:asset:property: Code}';

// CDK DG "Assets": the metadata of a resource says where its asset is beside the template.
describe('functionCode', () => {
  test('takes the folder of an asset of the AWS CDK', () => {
    const { template, errors, warnings } = loadAsset(ASSET, 'directory');

    expect([...errors, ...warnings]).toEqual([]);
    expect(template.functions[0]?.codeDirectory).toBe(resolve('asset.1a'));
  });

  test.each([
    [ASSET, 'file' as const],
    [ASSET, undefined],
    ['{aws:asset:path: asset.1a, aws:asset:property: Other}', 'directory' as const],
    ['{aws:cdk:path: App/Fn}', 'directory' as const],
  ])('names code that is not in a folder: %s, which is a %s', (metadata, kind) => {
    const { template, errors, warnings } = loadAsset(metadata, kind);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:6:7 unsupported-code-location/),
    ]);
    expect(template.functions[0]?.codeDirectory).toBeUndefined();
  });
});
