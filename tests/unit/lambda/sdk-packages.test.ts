import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  linkPackages,
  packagesImportedIn,
  packagesNamedIn,
  sdkPackageOf,
} from '../../../toolbox/lambda/sdk-packages.ts';

describe('sdkPackageOf', () => {
  test.each([
    { specifier: '@aws-sdk/client-sfn', name: '@aws-sdk/client-sfn' },
    { specifier: '@smithy/types/dist-cjs/index.js', name: '@smithy/types' },
    { specifier: 'aws-sdk', name: undefined },
    { specifier: '@aws-sdk/../left-out', name: undefined },
    { specifier: './@aws-sdk/client-sfn', name: undefined },
    { specifier: '@aws-sdk-extra/client-sfn', name: undefined },
  ])('tells $name of $specifier', ({ specifier, name }) => {
    expect(sdkPackageOf(specifier)).toBe(name);
  });
});

describe('packagesNamedIn and packagesImportedIn', () => {
  test.each([
    { text: 'import { a } from "@aws-sdk/client-sfn";', isImported: true },
    { text: "export*from'@aws-sdk/client-sfn'", isImported: true },
    { text: "import '@aws-sdk/client-sfn'", isImported: true },
    { text: 'await import(`@aws-sdk/client-sfn/dist-cjs`)', isImported: true },
    { text: "require('@aws-sdk/client-sfn')", isImported: false },
  ])('find the package in $text', ({ text, isImported }) => {
    expect(packagesNamedIn(text)).toEqual(['@aws-sdk/client-sfn']);
    expect(packagesImportedIn(text)).toEqual(isImported ? ['@aws-sdk/client-sfn'] : []);
  });

  test('find nothing in code that names no package of the runtime', () => {
    const text = 'import a from "left-out"; import "@aws-sdk/.."; // see @aws-sdk/client-sfn';

    expect(packagesNamedIn(text)).toEqual([]);
    expect(packagesImportedIn(text)).toEqual([]);
  });
});

describe('linkPackages', () => {
  const NAME = '@aws-sdk/client-sfn';
  let directory: string;
  const inside = (path: string): string => join(directory, path);
  const makeDirectory = (path: string): void => {
    mkdirSync(inside(path), { recursive: true });
  };
  const link = (...names: string[]): string[] => [
    ...linkPackages(
      {
        runtimePackages: inside('project/.aws-sam/stepgate/node_modules'),
        packagesRoot: inside('project'),
        runtimeDirectory: inside('stepgate/dist'),
      },
      names,
    ),
  ];
  const linkPath = (): string => inside(`project/.aws-sam/stepgate/node_modules/${NAME}`);

  beforeEach(() => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'stepgate-sdk-')));
    makeDirectory(`stepgate/node_modules/${NAME}`);
    makeDirectory('stepgate/dist');
    makeDirectory('project');
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  test('links what the project lacks to the real package', () => {
    makeDirectory('store/client-s3');
    symlinkSync(inside('store/client-s3'), inside('stepgate/node_modules/@aws-sdk/client-s3'));

    expect(link(NAME, '@aws-sdk/client-s3', NAME)).toEqual([NAME, '@aws-sdk/client-s3']);
    const folder = inside('project/.aws-sam/stepgate/node_modules/@aws-sdk');
    expect(readdirSync(folder)).toEqual(['client-s3', 'client-sfn']);
    expect(readlinkSync(join(folder, 'client-sfn'))).toBe(inside(`stepgate/node_modules/${NAME}`));
    expect(readlinkSync(join(folder, 'client-s3'))).toBe(inside('store/client-s3'));
  });

  test.each(['project', '.'])('links nothing that is found in %s', (place) => {
    makeDirectory(`${place}/node_modules/${NAME}`);

    expect(link(NAME)).toEqual([]);
    expect(existsSync(inside('project/.aws-sam'))).toBe(false);
  });

  test('links nothing that the runtime lacks too', () => {
    expect(link('@aws-sdk/client-s3')).toEqual([]);
    expect(existsSync(inside('project/.aws-sam'))).toBe(false);
  });

  test('leaves a link that is right', () => {
    link(NAME);
    const { ino } = lstatSync(linkPath());

    expect(link(NAME)).toEqual([NAME]);
    expect(lstatSync(linkPath()).ino).toBe(ino);
  });

  test('mends a link that leads elsewhere', () => {
    makeDirectory('project/.aws-sam/stepgate/node_modules/@aws-sdk');
    symlinkSync(inside('gone'), linkPath());

    expect(link(NAME)).toEqual([NAME]);
    expect(realpathSync(linkPath())).toBe(inside(`stepgate/node_modules/${NAME}`));
  });

  test('removes its link once the project has a copy of its own', () => {
    link(NAME);
    makeDirectory(`project/node_modules/${NAME}`);

    expect(link(NAME)).toEqual([]);
    expect(lstatSync(linkPath(), { throwIfNoEntry: false })).toBeUndefined();
    expect(existsSync(inside(`stepgate/node_modules/${NAME}`))).toBe(true);
  });

  test('leaves a folder that somebody else put there', () => {
    makeDirectory(`project/.aws-sam/stepgate/node_modules/${NAME}`);

    link(NAME);

    expect(lstatSync(linkPath()).isDirectory()).toBe(true);
  });
});
