import { dirname, join } from 'node:path';
import type { Position } from '../shared/problem.ts';
import { childOf } from './nodes.ts';
import type { ProblemList } from './problem-list.ts';
import { displayName, readDocument, type TemplateFiles } from './template-files.ts';

/** A folder that `sam build` installs packages in. */
export interface PackageFolder {
  /** How a message names what needs them, such as `layer "Common"`. */
  readonly owner: string;
  readonly position: Position;
  /** Absolute path. */
  readonly directory: string;
}

/** Names packages that nobody has installed, in the folder or in one above it. */
export function reportMissingPackages(
  { owner, position, directory }: PackageFolder,
  files: TemplateFiles,
  problems: ProblemList,
): void {
  const manifest = join(directory, 'package.json');
  if (files.kindOf(manifest) !== 'file' || hasPackages(directory, files)) return;
  const file = files.read(manifest, position);
  const dependencies = childOf(file && readDocument(file).root, 'dependencies');
  if (dependencies?.kind !== 'mapping' || dependencies.entries.size === 0) return;
  const message = `the packages of ${owner} are not installed: run npm install in "${displayName(directory) || '.'}"`;
  problems.warning(position, 'missing-packages', message);
}

function hasPackages(directory: string, files: TemplateFiles): boolean {
  if (files.kindOf(join(directory, 'node_modules')) === 'directory') return true;
  const parent = dirname(directory);
  return parent !== directory && hasPackages(parent, files);
}
