import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A SAM project in a folder of its own. */
export interface Project {
  readonly directory: string;
  path(file: string): string;
  remove(): Promise<void>;
}

/** @param files - texts by path */
export async function aProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const directory = await mkdtemp(join(tmpdir(), 'stepgate-test-'));
  const path = (file: string): string => join(directory, file);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(path(file)), { recursive: true });
    await writeFile(path(file), text);
  }
  return { directory, path, remove: () => rm(directory, { recursive: true, force: true }) };
}
