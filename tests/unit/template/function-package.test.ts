import { relative, sep } from 'node:path';
import { load, SERVERLESS } from './load.ts';

interface FunctionText {
  readonly type?: string;
  readonly runtime?: string;
  readonly handler?: string;
  /** A line of the properties, such as `CodeUri: src`. */
  readonly code?: string;
  /** A line of the properties. */
  readonly more?: string;
  readonly metadata?: string;
  readonly condition?: string;
}

/** Line 8 is the handler, line 9 the code, line 5 the metadata. */
function template(text: FunctionText): string {
  const { type = 'AWS::Serverless::Function', runtime = 'nodejs24.x' } = text;
  return `${SERVERLESS}Resources:
  Worker:
    Type: ${type}
    Metadata: ${text.metadata ?? '{}'}
    Properties:
      Runtime: ${runtime}
      Handler: ${text.handler ?? 'app.handler'}
      ${text.code ?? 'CodeUri: src'}
      ${text.more ?? ''}
    ${text.condition ?? ''}
Conditions: { Never: !Equals [a, b] }
`;
}

/** Loads with nothing in the current folder but these files. */
function loadAmong(
  files: readonly string[],
  text: FunctionText,
  contents: Record<string, string> = {},
) {
  return load(
    { 'template.yaml': template(text), ...contents },
    {
      fileKind(path) {
        const location = relative('', path).split(sep).join('/');
        if (files.includes(location)) return 'file';
        const isFolder = location === '' || files.some((file) => file.startsWith(`${location}/`));
        return isFolder ? 'directory' : undefined;
      },
    },
  );
}

const bundling = (entryPoints: string, more = ''): string =>
  `{ BuildMethod: esbuild, BuildProperties: { EntryPoints: ${entryPoints}${more} } }`;

describe('functionPackage', () => {
  test.each<{ name: string; files: string[]; text: FunctionText; error: string }>([
    {
      name: 'a CodeUri that does not exist',
      files: [],
      text: { code: 'CodeUri: nowhere/' },
      error: '9:16 missing-code CodeUri of function "Worker"',
    },
    {
      name: 'a Code that does not exist',
      files: [],
      text: { type: 'AWS::Lambda::Function', code: 'Code: nowhere' },
      error: '9:13 missing-code Code of function "Worker"',
    },
    {
      name: 'a CodeUri that is a file',
      files: ['src/app.js'],
      text: { code: 'CodeUri: src/app.js' },
      error: '9:16 missing-code .*"src/app.js" is a file',
    },
    {
      name: 'an archive that does not exist',
      files: [],
      text: { code: 'CodeUri: code.zip' },
      error: '9:16 missing-code .*"code.zip" does not exist',
    },
    {
      name: 'an entry point that does not exist',
      files: ['src/other.ts'],
      text: { metadata: bundling('[other.ts, nowhere/app.ts]') },
      error: '5:82 missing-entry-point .*"nowhere/app.ts" of function "Worker"',
    },
    {
      name: 'an entry point without suffix that is neither a .ts nor a .js file',
      files: ['src/app', 'src/app.mjs'],
      text: { metadata: bundling('[app]') },
      error: '5:72 missing-entry-point .*expected the file "app.ts" or "app.js"',
    },
    {
      name: 'an entry point that has its suffix twice',
      files: ['src/app.js.ts'],
      text: { metadata: bundling('[app.js]') },
      error: '5:72 missing-entry-point .*expected the file "app.js" in',
    },
    {
      name: 'a handler whose module is no entry point of its own',
      files: ['src/other.ts'],
      text: { metadata: '{ BuildMethod: esbuild }' },
      error: '8:16 missing-entry-point .*"app" of function "Worker"',
    },
    {
      name: 'a handler without a module',
      files: ['src/other.js'],
      text: {},
      error: '8:16 missing-handler .*"app" with .js, .mjs or .cjs',
    },
    {
      name: 'a handler in another folder than its module',
      files: ['src/app.js'],
      text: { handler: 'lib/app.handler' },
      error: '8:16 missing-handler .*"lib/app" with',
    },
    {
      name: 'a handler whose module is a folder',
      files: ['src/app/index.js'],
      text: {},
      error: '8:16 missing-handler ',
    },
    {
      name: 'a handler in TypeScript that nothing bundles',
      files: ['src/lib/app.ts'],
      text: { handler: 'lib/app.handler' },
      error: '8:16 missing-handler .*BuildMethod: esbuild.*EntryPoints: \\[lib/app.ts\\]',
    },
    {
      name: 'a handler without a module where the method is a runtime',
      files: ['src/other.js'],
      text: { metadata: '{ BuildMethod: nodejs20.x }' },
      error: '8:16 missing-handler ',
    },
  ])('refuses $name', ({ files, text, error }) => {
    const { errors, warnings } = loadAmong(files, text);

    expect(errors).toEqual([expect.stringMatching(new RegExp(`^template\\.yaml:${error}`))]);
    expect(warnings).toEqual([]);
  });

  test.each<{ name: string; files: string[]; text: FunctionText }>([
    ...['app', 'app.js', 'app.mjs', 'app.cjs'].map((file) => ({
      name: `the module ${file}`,
      files: [`src/${file}`],
      text: {},
    })),
    { name: "the template's folder as that of the code", files: ['app.js'], text: { code: '' } },
    {
      name: 'a package as module',
      files: ['src/node_modules/app/package.json'],
      text: {},
    },
    {
      name: 'a handler inside a package',
      files: ['src/app.js'],
      text: { handler: 'node_modules/wrapper/index.handler' },
    },
    { name: 'a handler below /opt', files: ['src/app.js'], text: { handler: '/opt/app.handler' } },
    {
      name: 'a handler that the runtime refuses',
      files: ['src/app.js'],
      text: { handler: '../app.handler' },
    },
    {
      name: 'any handler of another language',
      files: ['src/other.py'],
      text: { runtime: 'python3.13' },
    },
    {
      name: 'any entry point of another language',
      files: ['src/other.rs'],
      text: { runtime: 'provided.al2023', metadata: bundling('[nowhere.ts]') },
    },
    { name: 'code in the template', files: [], text: { code: 'InlineCode: x' } },
    {
      name: 'a function whose condition is false',
      files: [],
      text: { condition: 'Condition: Never' },
    },
    {
      name: 'an entry point with .ts added',
      files: ['src/app.ts'],
      text: { metadata: bundling('[app]') },
    },
    {
      name: 'an entry point with .js added',
      files: ['src/app.js'],
      text: { metadata: bundling('[app]') },
    },
    {
      name: 'the only entry point, whose bundle is at the root',
      files: ['src/handlers/app.ts'],
      text: { metadata: bundling('[handlers/app.ts]') },
    },
    {
      name: 'one of several entry points, below their common folder',
      files: ['src/a/app.ts', 'src/b/app.ts'],
      text: { metadata: bundling('[a/app.ts, ./b/app.ts]'), handler: 'b/app.handler' },
    },
    {
      name: 'the module of the handler as entry point',
      files: ['src/app.ts'],
      text: { metadata: '{ BuildMethod: esbuild }' },
    },
    {
      name: 'an entry point that the template computes',
      files: ['src/lib/start.ts'],
      text: { metadata: bundling('!Split [",", "lib/start.ts"]'), handler: 'start.handler' },
    },
    {
      name: 'another handler beside external packages',
      files: ['src/other.ts'],
      text: { metadata: bundling('[other.ts]', ', External: [wrapper]') },
    },
  ])('takes $name', ({ files, text }) => {
    const { errors, warnings } = loadAmong(files, text);

    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  });

  test.each([
    ['[handlers/app.ts]', 'handlers/app.handler', 'expected "app.handler"'],
    [
      '[handlers/app.ts, other.ts]',
      'app.handler',
      'expected "handlers/app.handler" or "other.handler"',
    ],
  ])('warns of entry points %s with the handler %s', (entryPoints, handler, expected) => {
    const { errors, warnings } = loadAmong(['src/handlers/app.ts', 'src/other.ts'], {
      metadata: bundling(entryPoints),
      handler,
    });

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(new RegExp(`^template\\.yaml:8:16 missing-handler .*${expected}$`)),
    ]);
  });

  test.each([
    ['in S3', 'CodeUri: s3://bucket/key', []],
    ['in S3, by its parts', 'CodeUri: { Bucket: b, Key: k }', []],
    ['in an archive', 'CodeUri: code.zip', ['code.zip']],
  ])('names code %s, which cannot run here', (_, code, files) => {
    const { template: loaded, errors, warnings } = loadAmong(files, { code });

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringContaining('template.yaml:9:7 unsupported-code-location'),
    ]);
    expect(loaded.functions[0]).not.toHaveProperty('codeDirectory');
  });

  test.each(['nowhere/', 'target/app.jar'])(
    'names the missing code %s of another language',
    (location) => {
      const { errors, warnings } = loadAmong([], {
        code: `CodeUri: ${location}`,
        runtime: 'java21',
      });

      expect(errors).toEqual([]);
      expect(warnings).toEqual([
        expect.stringContaining(
          `template.yaml:9:16 missing-code CodeUri of function "Worker" has to be a folder, but "${location}" does not exist`,
        ),
      ]);
    },
  );

  test('names the properties of a bundle that are not followed', () => {
    const { errors, warnings } = loadAmong(['src/app.ts'], {
      metadata: bundling('[app.ts]', ', Splitting: true, UseNpmCi: true'),
    });

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringContaining(
        'template.yaml:5:81 unsupported-property "Worker": esbuild is not told of Splitting here',
      ),
    ]);
  });

  test.each([
    { above: ['src/app.js'], dependencies: { pets: '1' }, isNamed: true },
    {
      above: ['src/app.js', 'node_modules/pets/index.js'],
      dependencies: { pets: '1' },
      isNamed: false,
    },
    { above: ['src/app.js'], dependencies: {}, isNamed: false },
  ])('names packages $dependencies among $above: $isNamed', ({ above, dependencies, isNamed }) => {
    const manifest = { 'src/package.json': JSON.stringify({ dependencies }) };

    const { errors, warnings } = loadAmong([...above, 'src/package.json'], {}, manifest);

    expect(errors).toEqual([]);
    expect(warnings).toEqual(
      isNamed
        ? [
            'template.yaml:3:3 missing-packages the packages of function "Worker" are not installed: run npm install in "src"',
          ]
        : [],
    );
  });

  test.each(['SamResourceId: Worker', 'SkipBuild: true'])(
    'takes the folder as it is with %s',
    (key) => {
      const metadata = `{ ${key}, BuildMethod: esbuild, BuildProperties: { EntryPoints: [a/app.ts] } }`;

      const { template: loaded, errors, warnings } = loadAmong(['src/app.js'], { metadata });

      expect([...errors, ...warnings]).toEqual([]);
      expect(loaded.functions[0]).not.toHaveProperty('esbuild');
    },
  );

  test('names a build that is not run', () => {
    const { warnings } = loadAmong(['src/app.js'], { metadata: '{ BuildMethod: makefile }' });

    expect(warnings).toEqual([
      expect.stringContaining(
        'template.yaml:5:30 unsupported-property "Worker" is not built by makefile here: its folder is taken as it is',
      ),
    ]);
  });

  test.each(['CodeUri', 'InlineCode'])('judges nothing by a %s that has no value here', (key) => {
    const {
      template: loaded,
      errors,
      warnings,
    } = loadAmong([], {
      code: `${key}: !ImportValue code`,
    });

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('ImportValue')]);
    expect(loaded.functions[0]).not.toHaveProperty('codeDirectory');
  });

  test.each<{ name: string; text: FunctionText }>([
    { name: 'CodeUri', text: { code: 'CodeUri: !Ref Nothing' } },
    { name: 'InlineCode', text: { code: 'InlineCode: !Ref Nothing' } },
    { name: 'EntryPoints', text: { metadata: bundling('!Ref Nothing') } },
    { name: 'Handler', text: { handler: '!Ref Nothing' } },
  ])('judges nothing by $name with a reference to nothing', ({ text }) => {
    expect(loadAmong(['src/other.ts'], text).errors).toEqual([
      expect.stringContaining('unresolved-reference'),
    ]);
  });

  test('says nothing of a missing module where layers may hold it', () => {
    const { errors, warnings } = loadAmong(['src/other.js'], {
      more: 'Layers: [arn:aws:lambda:eu-west-1:123456789012:layer:wrapper:1]',
    });

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('unsupported-layer')]);
  });
});
