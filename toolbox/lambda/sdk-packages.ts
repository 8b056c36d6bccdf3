import {
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** The AWS SDK for JavaScript v3 and what it is made of. */
const NAME = String.raw`@(?:aws-sdk|smithy)/\w[\w.-]*`;
const SPECIFIER = new RegExp(`^(${NAME})(?:/|$)`);
const IN_QUOTES = new RegExp(`['"\`](${NAME})`, 'g');
const IN_IMPORT = new RegExp(String.raw`\b(?:import|from)\s*\(?\s*${IN_QUOTES.source}`, 'g');

/**
 * The package of an import, if Lambda's runtime brings it along.
 *
 * @see "Building Lambda functions with Node.js", runtime-included SDK versions (Lambda Developer
 * Guide)
 */
export function sdkPackageOf(specifier: string): string | undefined {
  return SPECIFIER.exec(specifier)?.[1];
}

/** The packages of the runtime whose names stand in quotes in a text of JavaScript. */
export function packagesNamedIn(text: string): string[] {
  return namesIn(text, IN_QUOTES);
}

/** Those of them that the loader of ES modules looks for, which knows no `NODE_PATH`. */
export function packagesImportedIn(text: string): string[] {
  return namesIn(text, IN_IMPORT);
}

function namesIn(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, name]) => name ?? '');
}

/** Where a function's code finds the packages of the runtime, and where they come from. */
export interface PackageFolders {
  /** Takes the links: a folder `node_modules` beside the builds of functions. */
  readonly runtimePackages: string;
  /** The folder from which the function's own packages are found, which win over the runtime's. */
  readonly packagesRoot: string;
  /** The folder of Stepgate's own program: what is found from there is what the runtime has. */
  readonly runtimeDirectory: string;
}

/**
 * Links those packages that the project lacks and the runtime has. The links lead to the real
 * packages, whose own dependencies are found from there.
 *
 * @returns the names of the packages that are linked
 */
export function linkPackages(folders: PackageFolders, names: Iterable<string>): Set<string> {
  const linked = new Set<string>();
  for (const name of new Set(names)) {
    const target = targetOf(folders, name);
    if (target !== undefined) linked.add(name);
    replaceLink(join(folders.runtimePackages, name), target);
  }
  return linked;
}

function targetOf(
  { packagesRoot, runtimeDirectory }: PackageFolders,
  name: string,
): string | undefined {
  if (findPackage(name, packagesRoot) !== undefined) return undefined;
  const found = findPackage(name, runtimeDirectory);
  return found === undefined ? undefined : realpathSync(found);
}

/** Looks in `node_modules` of a folder and those above it, as both of Node's loaders do. */
function findPackage(name: string, directory: string): string | undefined {
  const path = join(directory, 'node_modules', name);
  if (existsSync(path)) return path;
  const parent = dirname(directory);
  return parent === directory ? undefined : findPackage(name, parent);
}

/**
 * Another process may be doing the same, and threads may be loading through the link: it is
 * replaced in one step, and only if it leads elsewhere. What is no link is not ours.
 */
function replaceLink(link: string, target: string | undefined): void {
  const present = lstatSync(link, { throwIfNoEntry: false });
  if (present !== undefined && !present.isSymbolicLink()) return;
  if (present !== undefined && readlinkSync(link) === target) return;
  if (target !== undefined) {
    const newLink = `${link}.${process.pid}.new`;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, newLink, 'junction');
    renameSync(newLink, link);
  } else if (present !== undefined) {
    rmSync(link, { force: true });
  }
}
