import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A client package of the AWS SDK for JavaScript v3, such as `@aws-sdk/client-sqs`. */
export interface ClientPackage {
  readonly exports: Readonly<Record<string, unknown>>;
  /** Loads a package as the client finds it; undefined when there is none. */
  readonly requireBeside: (specifier: string) => Record<string, unknown> | undefined;
}

const PREFIX = 'client-';

/** Services that Step Functions calls otherwise than the SDK for JavaScript. */
const PACKAGE_IDS: Readonly<Record<string, string>> = {
  databasemigration: 'database-migration-service',
  elasticmapreduce: 'emr',
  elasticsearch: 'elasticsearch-service',
  events: 'eventbridge',
};

/**
 * What follows `client-` in the name of a service's package: the name that Step Functions has for
 * the service knows no hyphens, so that those of the packages which are there are compared.
 *
 * @param directories - where packages are looked for, the first first
 */
export function clientPackageId(service: string, directories: readonly string[]): string {
  const known = Object.hasOwn(PACKAGE_IDS, service) ? PACKAGE_IDS[service] : undefined;
  if (known !== undefined) return known;
  const wanted = withoutHyphens(service);
  const ids = directories.flatMap(installedIds);
  return ids.find((id) => withoutHyphens(id) === wanted) ?? service;
}

function withoutHyphens(name: string): string {
  return name.replaceAll('-', '');
}

/** Looks in `node_modules` of a folder and those above it. */
function installedIds(directory: string): readonly string[] {
  const parent = dirname(directory);
  return [
    ...namesIn(join(directory, 'node_modules', '@aws-sdk'))
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => name.slice(PREFIX.length)),
    ...(parent === directory ? [] : installedIds(parent)),
  ];
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** The path of a package's program; undefined when no directory has it. */
export function findPackage(name: string, directories: readonly string[]): string | undefined {
  return directories
    .map((directory) => resolved(createRequire(join(directory, 'package.json')), name))
    .find((path) => path !== undefined);
}

/** Loads a client by the path of its program. */
export function loadClientPackage(path: string): ClientPackage {
  const requireBesideClient = createRequire(path);
  return {
    exports: requireBesideClient(path),
    requireBeside(specifier) {
      const found = resolved(requireBesideClient, specifier);
      return found === undefined ? undefined : requireBesideClient(found);
    },
  };
}

function resolved(requireFrom: NodeJS.Require, specifier: string): string | undefined {
  try {
    return requireFrom.resolve(specifier);
  } catch {
    return undefined;
  }
}
