import { defaultTemplate } from '../../../toolbox/cli/default-template.ts';

describe('defaultTemplate', () => {
  // AWS SAM CLI command reference: --template defaults to template.[yaml|yml|json]
  test.each([
    [['template.yaml', 'template.yml'], 'template.yaml'],
    [['template.json', 'template.yml'], 'template.yml'],
    [['template.json'], 'template.json'],
    [[], 'template.yaml'],
  ])('of a folder with %j is %s', (files, expected) => {
    expect(defaultTemplate((path) => (files.includes(path) ? 'file' : undefined))).toBe(expected);
  });
});
