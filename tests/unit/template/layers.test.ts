import { extname, relative, resolve, sep } from 'node:path';
import { load, SERVERLESS } from './load.ts';

const withLayer = (layer: string, layers = '[!Ref Common]', rest = ''): string =>
  `${SERVERLESS}Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      Layers: ${layers}
  Common:
    ${layer}
${rest}`;

const SERVERLESS_LAYER = `Type: AWS::Serverless::LayerVersion
    Properties: { ContentUri: layers/common }`;
const BUILT_LAYER = `${SERVERLESS_LAYER}
    Metadata: { BuildMethod: nodejs24.x }`;

/** What `load` is told of the current folder, which holds nothing else. */
const withEntries = (...entries: string[]) => ({
  fileKind(path: string): 'file' | 'directory' | undefined {
    const location = relative('', path).split(sep).join('/');
    if (location !== '' && !entries.includes(location)) return undefined;
    return extname(location) === '' ? 'directory' : 'file';
  },
});

describe('layersOf', () => {
  test.each([
    { name: 'SAM has', layer: SERVERLESS_LAYER, path: '/opt' },
    {
      name: 'CloudFormation has',
      layer: `Type: AWS::Lambda::LayerVersion
    Properties: { Content: layers/common }`,
      path: '/opt',
    },
    { name: 'sam build makes', layer: BUILT_LAYER, path: '/opt/nodejs' },
    {
      name: 'sam build has made',
      layer: BUILT_LAYER.replace('{ BuildMethod', '{ SamResourceId: Common, BuildMethod'),
      path: '/opt',
    },
  ])('finds the content of a layer as $name it', ({ layer, path }) => {
    const { template, errors, warnings } = load(withLayer(layer), withEntries('layers/common'));

    expect([...errors, ...warnings]).toEqual([]);
    expect(template.functions[0]?.layers).toEqual([
      { logicalId: 'Common', directory: resolve('layers/common'), path },
    ]);
  });

  test('finds a layer by its name, and by an expression', () => {
    const layer = `Type: AWS::Serverless::LayerVersion
    Properties: { ContentUri: layers/common, LayerName: shared }`;
    const arn = `!Sub 'arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:layer:shared:1'`;

    expect(load(withLayer(layer, `[${arn}]`)).template.functions[0]?.layers).toHaveLength(1);
  });

  test('keeps the order of the layers, those of Globals first', () => {
    const other = `  Other:
    Type: AWS::Serverless::LayerVersion
    Properties: { ContentUri: layers/other }
Globals: { Function: { Layers: [!Ref Other] } }`;

    const { template } = load(withLayer(SERVERLESS_LAYER, '[!Ref Common]', other));

    expect(template.functions[0]?.layers?.map(({ logicalId }) => logicalId)).toEqual([
      'Other',
      'Common',
    ]);
  });

  test.each([
    {
      name: 'a layer of another stack',
      text: withLayer(SERVERLESS_LAYER, '[arn:aws:lambda:eu-west-1:1:layer:x:1]'),
      warning:
        ':8:16 unsupported-layer the layer arn:aws:lambda:eu-west-1:1:layer:x:1 is not in this template and is not laid under functions here: install the packages',
    },
    {
      name: 'a layer in S3',
      text: withLayer(`Type: AWS::Lambda::LayerVersion
    Properties: { Content: { S3Bucket: b, S3Key: k } }`),
      warning: 'unsupported-layer the content of layer "Common" is not in a folder',
    },
    {
      name: 'a layer in an archive',
      text: withLayer(SERVERLESS_LAYER.replace('layers/common', 'common.zip')),
      warning: 'unsupported-layer the content of layer "Common" is not in a folder',
    },
    {
      name: 'a layer of another build',
      text: withLayer(BUILT_LAYER.replace('nodejs24.x', 'makefile')),
      warning: 'unsupported-layer layer "Common" is not built by makefile here',
    },
  ])('names $name and goes on', ({ text, warning }) => {
    const { errors, warnings } = load(text, withEntries('layers/common', 'common.zip'));

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(warning)]);
  });

  test('refuses a folder that does not exist', () => {
    const { errors } = load(withLayer(SERVERLESS_LAYER), withEntries());

    expect(errors).toEqual([
      expect.stringContaining(
        ':11:19 missing-code ContentUri of layer "Common" has to be a folder, but there is none at "layers/common"',
      ),
    ]);
  });

  test.each([
    { layer: BUILT_LAYER, folder: 'layers/common' },
    { layer: SERVERLESS_LAYER, folder: 'layers/common/nodejs' },
  ])('names the packages that are not installed in $folder', ({ layer, folder }) => {
    const files = {
      'template.yaml': withLayer(layer),
      [`${folder}/package.json`]: '{"dependencies": {"pets": "1"}}',
    };
    const options = withEntries('layers/common', `${folder}/package.json`);

    expect(load(files, options).warnings).toEqual([
      expect.stringContaining(
        `missing-packages the packages of layer "Common" are not installed: run npm install in "${folder}"`,
      ),
    ]);
  });

  test('names extensions', () => {
    const folders = withEntries('layers/common', 'layers/common/extensions');

    expect(load(withLayer(SERVERLESS_LAYER), folders).warnings).toEqual([
      expect.stringContaining(
        'unsupported-layer the extensions of layer "Common" are not started here',
      ),
    ]);
  });
});
