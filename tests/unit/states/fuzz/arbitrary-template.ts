import fc from 'fast-check';
import type { JsonValue } from '../../../../toolbox/shared/json.ts';
import type { QueryLanguage } from '../../../../toolbox/states/definition.ts';
import { intrinsicText, jsonataText, pathText } from './arbitrary-expression.ts';
import { arbitraryJson } from './arbitrary-json.ts';

/** A text that a JSONata state evaluates. */
export const jsonataString: fc.Arbitrary<string> = jsonataText.map((text) => `{% ${text} %}`);

const expressionText = fc.oneof(
  { weight: 2, arbitrary: pathText },
  { weight: 1, arbitrary: intrinsicText },
);

const pathMember = fc.tuple(
  fc.constantFrom('x.$', '0.$', 'größe.$', '__proto__.$'),
  expressionText,
);

/** Values without keys that end in `.$`, which have a meaning in JSONPath states and none in others. */
const constant = arbitraryJson.filter((value) => !/\.\$"/.test(JSON.stringify(value)));

/** Parameters, Arguments and the like. */
const TEMPLATES: Readonly<Record<QueryLanguage, fc.Arbitrary<JsonValue>>> = {
  JSONPath: fc.letrec<{ template: JsonValue }>((tie) => ({
    template: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'template' },
      constant,
      fc.array(tie('template'), { maxLength: 3 }),
      fc
        .array(fc.oneof(pathMember, fc.tuple(fc.constantFrom('a', 'n', '7'), tie('template'))), {
          maxLength: 3,
        })
        .map((members) => Object.fromEntries(members)),
    ),
  })).template,
  JSONata: fc.letrec<{ template: JsonValue }>((tie) => ({
    template: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'template' },
      { weight: 3, arbitrary: jsonataString },
      { weight: 1, arbitrary: constant },
      { weight: 1, arbitrary: fc.array(tie('template'), { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('a', '7', 'größe'), tie('template')) },
    ),
  })).template,
};

export function arbitraryTemplate(language: QueryLanguage): fc.Arbitrary<JsonValue> {
  return TEMPLATES[language];
}

/** A field with its value, or with what stands for it in the query language. */
export function arbitraryField(
  language: QueryLanguage,
  name: string,
  value: fc.Arbitrary<JsonValue>,
): fc.Arbitrary<Record<string, JsonValue>> {
  const evaluated =
    language === 'JSONata'
      ? jsonataString.map((text) => ({ [name]: text }))
      : pathText.map((path) => ({ [`${name}Path`]: path }));
  return fc.oneof(
    { weight: 2, arbitrary: value.map((fixed): Record<string, JsonValue> => ({ [name]: fixed })) },
    { weight: 1, arbitrary: evaluated },
  );
}

/** The fields of both, or of one, or of none. */
export function someOf(
  ...parts: readonly fc.Arbitrary<Readonly<Record<string, JsonValue>>>[]
): fc.Arbitrary<Record<string, JsonValue>> {
  return fc
    .tuple(...parts.map((part) => fc.option(part, { nil: {}, freq: 1 })))
    .map((chosen) => Object.assign({}, ...chosen) as Record<string, JsonValue>);
}
