import { join } from 'node:path';

/** A folder of this machine and the path at which code finds it in Lambda. */
export interface PlacedFolder {
  readonly path: string;
  readonly directory: string;
}

/** The path of a function's code. */
export const TASK_ROOT = '/var/task';

/** Where on this machine a path of Lambda may be: in the later folder first, which wins. */
export function placesOf(path: string, folders: readonly PlacedFolder[]): string[] {
  return folders
    .filter((folder) => path === folder.path || path.startsWith(`${folder.path}/`))
    .map((folder) => join(folder.directory, path.slice(folder.path.length)))
    .reverse();
}
