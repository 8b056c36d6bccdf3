import { statSync } from 'node:fs';
import type { FileKind } from '../template/template-files.ts';

/** What cannot be looked at counts as missing, such as a path through a file. */
export const fileKind: FileKind = (path) => {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return 'directory';
    return stats?.isFile() ? 'file' : undefined;
  } catch {
    return undefined;
  }
};
