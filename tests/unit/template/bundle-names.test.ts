import { resolve } from 'node:path';
import { bundleNames } from '../../../toolbox/template/bundle-names.ts';

describe('bundleNames', () => {
  test.each([
    { files: ['src/handlers/a.ts'], names: ['a'] },
    { files: ['src/handlers/a.ts', 'src/other/b.js'], names: ['handlers/a', 'other/b'] },
    { files: ['src/a.ts', 'src/deep/er/b.ts'], names: ['a', 'deep/er/b'] },
    { files: ['src/deep/er/b.ts', 'src/a.ts'], names: ['deep/er/b', 'a'] },
    { files: ['src/pet/a.ts', 'src/pets/a.ts'], names: ['pet/a', 'pets/a'] },
    { files: ['src/my.app.ts'], names: ['my.app'] },
  ])('gives $names for $files', ({ files, names }) => {
    expect(bundleNames(files.map((file) => resolve(file)))).toEqual(names);
  });
});
