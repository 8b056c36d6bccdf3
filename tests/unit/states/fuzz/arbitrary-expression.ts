import fc from 'fast-check';
import { INTRINSIC_FUNCTIONS } from '../../../../toolbox/states/intrinsic-functions.ts';

const ROOTS = ['$', '$', '$', '$$', '$v1', '$v2', '$größe'];
const STEPS = [
  '.a',
  '.b',
  '.n',
  '.s',
  '.t',
  '.list',
  '.seconds',
  '[0]',
  '[-1]',
  '[*]',
  '[0:2]',
  '[0,1]',
  "['a','n']",
  "['größe 😀']",
  "['__proto__']",
  '..a',
  '[?(@.a)]',
  '[?(@.n > 1 && @.s != null)]',
  "[?(@.s =~ /te.*/i || @ in ['5'])]",
  '.Execution.Id',
  '.State.EnteredTime',
  '.Map.Item.Value',
];
const PATH_FUNCTIONS = ['', '', '', '.length()', '.keys()', '.sum()', '.first()'];

/** Paths that find something in most inputs. */
const LIKELY_PATHS = [
  '$',
  '$.a',
  '$.n',
  '$.s',
  '$.list',
  '$.list[*]',
  '$..a',
  '$.seconds',
  '$$',
  '$$.Execution.Input',
  '$$.State.EnteredTime',
];

/** A path that the language takes; it may find nothing. */
export const pathText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...LIKELY_PATHS) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...ROOTS),
        fc.array(fc.constantFrom(...STEPS), { maxLength: 3 }),
        fc.constantFrom(...PATH_FUNCTIONS),
      )
      .map(([root, steps, end]) => root + steps.join('') + end),
  },
);

/** A path that names one place. */
export const referencePathText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('.a', '.b', '.list[0]', "['__proto__']", "['größe 😀']", '[1]'), {
    maxLength: 3,
  })
  .map((steps) => `$${steps.join('')}`);

const literalText = fc.oneof(
  fc.constantFrom('0', '-1', '3', '1.5', '1e3', '9007199254740993', 'true', 'false', 'null'),
  fc.constantFrom("''", "'text'", "'{} and {}'", "'\\{\\}\\'\\\\'", "'SHA-256'", "'aGk='", "'[1]'"),
);

const functionNames = Object.keys(INTRINSIC_FUNCTIONS) as (keyof typeof INTRINSIC_FUNCTIONS)[];

/** A call with as many arguments as the function takes, of any type. */
export const intrinsicText: fc.Arbitrary<string> = fc.letrec<{ call: string; argument: string }>(
  (tie) => ({
    call: fc.constantFrom(...functionNames).chain((name) => {
      const { minArguments, maxArguments } = INTRINSIC_FUNCTIONS[name];
      return fc
        .array(tie('argument'), {
          minLength: minArguments,
          maxLength: Math.min(maxArguments, minArguments + 2),
        })
        .map((args) => `States.${name}(${args.join(', ')})`);
    }),
    argument: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'intrinsic' },
      literalText,
      pathText,
      tie('call'),
    ),
  }),
).call;

const JSONATA_VALUES = [
  '$states.input',
  '$states.input.a',
  '$states.input.s',
  '$states.input.b',
  '$states.input.list',
  '$states.input.n',
  '$states.input.seconds',
  '$states.input.t',
  '$states.input.**.a',
  '$states.context.Execution.Id',
  '$states.context.State',
  '$states',
  '$v1',
  '$v2.a',
  '$größe',
  '$toMillis("2026-01-02T03:04:05Z")',
  '"2026-01-02T03:04:09Z"',
  '"text"',
  '1',
  '0.5',
  '[1..5]',
  '{"a": 1, "list": [1, null]}',
  'true',
  'null',
  '$uuid()',
  '$random()',
  '$random(1)',
  'function($x) { $x }',
];

const JSONATA_FORMS: readonly ((a: string, b: string) => string)[] = [
  (a, b) => `${a} + ${b}`,
  (a, b) => `${a} & ${b}`,
  (a, b) => `${a} = ${b}`,
  (a, b) => `${a} in ${b}`,
  (a, b) => `(${a}) ? ${b} : 1`,
  (a, b) => `($x := ${a}; [$x, ${b}])`,
  (a, b) => `{"x": ${a}, "y": ${b}}`,
  (a, b) => `(${a}).(${b})`,
  (a, b) => `$map(${a}, function($item, $index) { ${b} })`,
  (a, b) => `$reduce(${a}, function($x, $y) { $x & $y }, ${b})`,
  (a, b) => `$append(${a}, ${b})`,
  (a, b) => `$partition(${a}, ${b})`,
  (a, b) => `$range(${a}, ${b}, 1)`,
  (a, b) => `$hash(${a}, ${b})`,
  (a) => `$parse($string(${a}))`,
  (a) => `$sum(${a})`,
  (a) => `$count(${a})`,
  (a) => `$keys(${a})`,
  (a) => `$number(${a})`,
  (a) => `$string(${a})`,
  (a) => `$exists(${a})`,
  (a) => `$match($string(${a}), /[a-z]+/)`,
  (a) => `$sort(${a})`,
  (a) => `$error($string(${a}))`,
  (a) => `${a} ~> |$|{"n": 1}|`,
];

/** A JSONata expression that compiles; it may fail. */
export const jsonataText: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'jsonata' },
    { weight: 4, arbitrary: fc.constantFrom(...JSONATA_VALUES) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...JSONATA_FORMS), tie('expression'), tie('expression'))
        .map(([form, a, b]) => form(a, b)),
    },
  ),
})).expression;
