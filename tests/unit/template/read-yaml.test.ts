import fc from 'fast-check';
import { JsonNumber } from '../../../toolbox/shared/json.ts';
import { formatProblem } from '../../../toolbox/shared/problem.ts';
import {
  childOf,
  positionOfPointer,
  type ScalarNode,
  toJson,
} from '../../../toolbox/template/nodes.ts';
import { readYaml } from '../../../toolbox/template/read-yaml.ts';

function jsonOf(text: string) {
  const { root, problems } = readYaml('f.yaml', text);
  expect(problems).toEqual([]);
  return root === undefined ? undefined : toJson(root);
}

function problemsOf(text: string): string[] {
  return readYaml('f.yaml', text).problems.map(formatProblem);
}

function scalarAt(text: string, key: string): ScalarNode {
  const node = childOf(readYaml('f.yaml', text).root, key);
  if (node?.kind !== 'scalar') throw new Error(`no scalar at ${key}`);
  return node;
}

describe('readYaml', () => {
  test.each([
    ['!Ref X', { Ref: 'X' }],
    [`!Sub "\${X}"`, { 'Fn::Sub': `\${X}` }],
    ['!GetAtt X.Arn', { 'Fn::GetAtt': 'X.Arn' }],
    ['!Join [",", [a, b]]', { 'Fn::Join': [',', ['a', 'b']] }],
    ['!If [C, !Ref A, b]', { 'Fn::If': ['C', { Ref: 'A' }, 'b'] }],
    ['!Condition C', { Condition: 'C' }],
    ['!Base64 {Ref: X}', { 'Fn::Base64': { Ref: 'X' } }],
  ])('reads %s as its long form', (written, expected) => {
    expect(jsonOf(`a: ${written}`)).toEqual({ a: expected });
  });

  test.each([
    ['yes', true],
    ['Off', false],
    ['y', 'y'],
    ['~', null],
    ['', null],
    ['0x1F', 31],
    ['014', 12],
    ['1_000', 1000],
    ['2012-10-17', '2012-10-17'],
    ['012345678901', '012345678901'],
    ['"5"', '5'],
    ['!!str 5', '5'],
    ['nodejs24.x', 'nodejs24.x'],
    ['1.0', new JsonNumber('1.0')],
    ['.inf', '.inf'],
  ])('reads the scalar %s by the rules of YAML 1.1', (written, expected) => {
    expect(jsonOf(`a: ${written}`)).toEqual({ a: expected });
  });

  test('merges an aliased mapping below the own entries', () => {
    expect(jsonOf('a: &base {x: 1, y: 2}\nb:\n  <<: *base\n  y: 3')).toEqual({
      a: { x: 1, y: 2 },
      b: { x: 1, y: 3 },
    });
  });

  test('keeps keys that look like numbers in their place', () => {
    const { root } = readYaml('f.yaml', 'b: 1\n200: 2\na: 3');

    expect(root?.kind === 'mapping' ? [...root.entries.keys()] : []).toEqual(['b', '200', 'a']);
  });

  test.each([
    ['a: 1\nb: 2\na: 3', '3:1 duplicate-key', 'line 1'],
    ['a:\n\tb: 1', '2:1 yaml-syntax', 'blanks instead of tabs'],
    ['a: 1\n  b: 2', '2:4 yaml-syntax', 'indent the line'],
    ['a: [1\nb: 2', '2:1 yaml-syntax', 'close the bracket'],
    ['a: b: c', '1:5 yaml-syntax', 'into quotes'],
    ['a: @x', '1:4 yaml-syntax', 'quotes'],
    ['a: *x', '1:4 yaml-syntax', '&x'],
    ['a: {{x}}', '1:5 yaml-syntax', 'quotes'],
    ['a: !Foo x', '1:4 unknown-tag', '!Foo'],
    ['a: 1\n---\nb: 2', '2:1 yaml-syntax', 'one document'],
    ['---\na: 1\n---\nb: 2', '3:1 yaml-syntax', 'one document'],
    ['', '1:1 yaml-syntax', 'empty'],
  ])('reports %j at its place with a remedy', (text, place, remedy) => {
    const [problem, ...others] = problemsOf(text);

    expect(others).toEqual([]);
    expect(problem).toContain(`f.yaml:${place} `);
    expect(problem).toContain(remedy);
  });

  test('reports every duplicate key at once', () => {
    expect(problemsOf('a: 1\na: 2\nb:\n  c: 1\n  c: 2')).toHaveLength(2);
  });

  test('ignores a byte order mark', () => {
    expect(jsonOf('\uFEFFa: 1')).toEqual({ a: 1 });
  });
});

describe('ScalarNode.positionAt', () => {
  test.each([
    ['plain', 'k: one two', 4, '1:8'],
    ['single quoted', "k: 'it''s so'", 5, '1:11'],
    ['double quoted with escapes', 'k: "a\\n\\u0041b"', 3, '1:14'],
    ['double quoted over two lines', 'k: "ab\n   cd"', 3, '2:4'],
    ['literal block', 'k: |\n  #set($x)\n    $y\n\n  end\n', 11, '3:5'],
    ['literal block behind an empty line', 'k: |\n  a\n\n  end\n', 3, '4:3'],
    ['folded block', 'k: >-\n  one\n  two\n', 4, '3:3'],
    ['folded block behind an empty line', 'k: >-\n  one\n\n  two\n', 4, '4:3'],
    ['literal block with an indentation indicator', 'k: |2\n    a\n  b\n', 4, '3:3'],
    ['literal block with CRLF', 'k: |\r\n  a\r\n  b\r\n', 2, '3:3'],
  ])('finds a character of a %s scalar', (_, text, offset, place) => {
    const node = scalarAt(text, 'k');
    const position = node.positionAt?.(offset);

    expect(`${position?.line}:${position?.column}`).toBe(place);
    expect(text.split(/\r?\n/)[(position?.line ?? 0) - 1]?.[(position?.column ?? 0) - 1]).toBe(
      String(node.value)[offset],
    );
  });

  test('points at the same character in the file for every block scalar', () => {
    const line = fc.stringMatching(/^[ ]{0,3}[a-z#$.]{0,6}$/);
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('|', '|-', '|+', '>', '>-', '>+'),
        (lines, style) => {
          const text = `k: ${`${style.charAt(0)}2${style.slice(1)}`}\n${lines.map((one) => `  ${one}\n`).join('')}`;
          const { value, positionAt } = scalarAt(text, 'k');
          const written = text.split('\n');
          [...String(value ?? '')].forEach((character, offset) => {
            if (/\s/.test(character)) return;
            const place = positionAt?.(offset);
            expect(written[(place?.line ?? 0) - 1]?.[(place?.column ?? 0) - 1]).toBe(character);
          });
        },
      ),
    );
  });
});

describe('positionOfPointer', () => {
  const { root } = readYaml('f.yaml', 'a:\n  - b: x\n  - c/d: {e: y}\n');

  test.each([
    ['/a/0/b', '2:8'],
    ['/a/1/c~1d/e', '3:14'],
    ['/a/1/nothing/here', '3:5'],
    ['/a/7', '2:3'],
    ['', '1:1'],
  ])('finds %s, or the nearest place above it', (pointer, place) => {
    const position = root && positionOfPointer(root, pointer);

    expect(`${position?.line}:${position?.column}`).toBe(place);
  });
});
