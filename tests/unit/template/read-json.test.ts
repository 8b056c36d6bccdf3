import fc from 'fast-check';
import { formatProblem } from '../../../toolbox/shared/problem.ts';
import { indexedSource } from '../../../toolbox/template/indexed-source.ts';
import { childOf, toJson } from '../../../toolbox/template/nodes.ts';
import { readJson } from '../../../toolbox/template/read-json.ts';

const read = (text: string) => readJson(indexedSource('f.json', text));

describe('readJson', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        const { root } = read(text);

        expect(JSON.stringify(root && toJson(root))).toBe(JSON.stringify(JSON.parse(json)));
      }),
    );
  });

  test.each([
    ['{"a": 1,}', '1:9', 'found "}", expected text in double quotes'],
    ['{"a" 1}', '1:6', 'expected ":"'],
    ['{\n  "a": 01\n}', '2:8', 'expected a JSON value'],
    ['[1 2]', '1:4', 'expected "," or "]"'],
    ['{"a": tru}', '1:7', 'expected a JSON value'],
    ['{} x', '1:4', 'expected the end'],
    ['{"a": "x', '1:7', 'text in double quotes'],
    ['', '1:1', 'the end of the file'],
  ])('reports %j at its place', (text, place, message) => {
    const { root, problems } = read(text);

    expect(root).toBeUndefined();
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(new RegExp(`^f\\.json:${place} json-syntax .*`)),
    ]);
    expect(problems[0]?.message).toContain(message);
  });

  test('reports a duplicate key', () => {
    const { problems } = read('{"a": 1,\n "a": 2}');

    expect(problems.map(formatProblem)).toEqual([
      expect.stringContaining('f.json:2:2 duplicate-key'),
    ]);
  });

  test('finds a character of a text with escapes', () => {
    const node = childOf(read('{"k": "a\\u0041\\nb"}').root, 'k');

    expect(node?.kind === 'scalar' && node.positionAt?.(3).column).toBe(17);
  });
});
