import { dirname, extname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Position } from '../shared/problem.ts';
import { indexedSource } from './indexed-source.ts';
import type { ProblemList } from './problem-list.ts';
import { readJson } from './read-json.ts';
import { type ReadDocument, readYaml } from './read-yaml.ts';

/** Reads a text file; throws when there is none. */
export type ReadFile = (file: string) => string;

/** Tells what is at a path; undefined when nothing is. */
export type FileKind = (path: string) => 'file' | 'directory' | undefined;

/** How the developer's files are looked at. */
export interface FileAccess {
  readonly readFile: ReadFile;
  readonly fileKind: FileKind;
}

/** A file that the template names. */
export interface TemplateFile {
  /** As messages show it. */
  readonly name: string;
  readonly text: string;
}

/** The template's own file and those that stand beside it. */
export interface TemplateFiles {
  /** Absolute path of a location, which is relative to the template. */
  pathOf(location: string): string;
  /** Reads a file that the template names at `position`; a missing one is reported there. */
  read(location: string, position: Position): TemplateFile | undefined;
  readonly kindOf: FileKind;
}

export function templateFiles(
  template: string,
  { readFile, fileKind }: FileAccess,
  problems: ProblemList,
): TemplateFiles {
  const folder = dirname(template);
  return {
    pathOf: (location) => resolve(folder, location),
    kindOf: fileKind,
    read(location, position) {
      const path = isAbsolute(location) ? location : join(folder, location);
      const name = displayName(path);
      try {
        return { name, text: readFile(resolve(path)).replace(/^\uFEFF/, '') };
      } catch (error) {
        const message = `the file "${name}" ${reasonOf(error)}: correct the path, which starts from the template's folder`;
        problems.error(position, 'missing-file', message);
        return undefined;
      }
    },
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'cannot be read';
  const isMissing = 'code' in error && error.code === 'ENOENT';
  return isMissing ? 'does not exist' : `cannot be read (${error.message})`;
}

/** A path relative to the current folder when it lies below it, else as it was given. */
export function displayName(path: string): string {
  const fromHere = relative('', path);
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? path : fromHere;
}

export function isRemote(location: string): boolean {
  return /^(?:s3|https?):\/\//.test(location);
}

/** Code in S3, or in an archive, which is deployed as it is. */
export function isElsewhere(location: string, files: TemplateFiles): boolean {
  if (isRemote(location)) return true;
  return /\.(?:zip|jar)$/.test(location) && files.kindOf(files.pathOf(location)) === 'file';
}

/** Reads JSON or YAML, as the file's name says. */
export function readDocument({ name, text }: TemplateFile): ReadDocument {
  return extname(name) === '.json' ? readJson(indexedSource(name, text)) : readYaml(name, text);
}
