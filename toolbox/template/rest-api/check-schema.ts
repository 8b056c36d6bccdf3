import { isMapping, scalarText, type TemplateNode } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';

const TYPES: ReadonlySet<string | undefined> = new Set([
  'array',
  'boolean',
  'integer',
  'null',
  'number',
  'object',
  'string',
]);

/** What the value of a keyword has to be. */
interface KeywordRule {
  readonly expected: string;
  readonly isRight: (value: TemplateNode) => boolean;
}

const SCHEMA: KeywordRule = { expected: 'a schema', isRight: isMapping };
const SCHEMAS: KeywordRule = {
  expected: 'a list of schemas',
  isRight: (value) => isList(value, isMapping),
};
const SCHEMA_OR_BOOLEAN: KeywordRule = {
  expected: 'a schema, true or false',
  isRight: (value) => isMapping(value) || isBoolean(value),
};
const SCHEMAS_BY_NAME: KeywordRule = {
  expected: 'a mapping of names to schemas',
  isRight: (value) =>
    isMapping(value) && [...value.entries.values()].every((e) => isMapping(e.value)),
};
const COUNT: KeywordRule = {
  expected: 'an integer of 0 or more',
  isRight: (value) => /^\d+$/.test(scalarText(value) ?? ''),
};
const NUMBER: KeywordRule = { expected: 'a number', isRight: isNumber };
const BOOLEAN: KeywordRule = { expected: 'true or false', isRight: isBoolean };

/** By keyword of JSON Schema draft 4, as far as request validation judges it. */
const RULES: Readonly<Record<string, KeywordRule>> = {
  additionalItems: SCHEMA_OR_BOOLEAN,
  additionalProperties: SCHEMA_OR_BOOLEAN,
  allOf: SCHEMAS,
  anyOf: SCHEMAS,
  enum: { expected: 'a list', isRight: (value) => isList(value, () => true) },
  exclusiveMaximum: BOOLEAN,
  items: {
    expected: 'a schema or a list of schemas',
    isRight: (value) => isMapping(value) || isList(value, isMapping),
  },
  maximum: NUMBER,
  maxLength: COUNT,
  maxProperties: COUNT,
  minimum: NUMBER,
  minLength: COUNT,
  minProperties: COUNT,
  multipleOf: {
    expected: 'a number greater than 0',
    isRight: (value) => isNumber(value) && Number(scalarText(value)) > 0,
  },
  not: SCHEMA,
  oneOf: SCHEMAS,
  pattern: {
    expected: 'a regular expression',
    isRight: (value) => isPattern(scalarText(value)),
  },
  patternProperties: {
    expected: 'a mapping of regular expressions to schemas',
    isRight: (value) =>
      SCHEMAS_BY_NAME.isRight(value) &&
      isMapping(value) &&
      [...value.entries.keys()].every(isPattern),
  },
  properties: SCHEMAS_BY_NAME,
  required: {
    expected: 'a list of names',
    isRight: (value) => isBoolean(value) || isList(value, (item) => scalarText(item) !== undefined),
  },
  type: {
    expected: `one of ${[...TYPES].join(', ')}, or a list of them`,
    isRight: (value) => isType(value) || isList(value, isType),
  },
  uniqueItems: BOOLEAN,
};

/**
 * Reports what is no schema of JSON Schema draft 4; API Gateway refuses to import such a model.
 *
 * @see "Data models for REST APIs" (API Gateway Developer Guide)
 */
export function checkSchema(schema: TemplateNode, problems: ProblemList): void {
  // Draft 4 ignores whatever stands beside a reference.
  if (!isMapping(schema) || schema.entries.has('$ref')) return;
  for (const [keyword, { value }] of schema.entries) {
    const rule = Object.hasOwn(RULES, keyword) ? RULES[keyword] : undefined;
    if (rule === undefined || isUnresolved(value)) continue;
    if (keyword === 'required' && isBoolean(value)) {
      const message =
        '"required" of a property has no effect in draft 4: list the name in "required" beside "properties"';
      problems.warning(value.position, 'ignored-keyword', message);
    }
    if (rule.isRight(value)) {
      for (const inner of schemasIn(keyword, value)) checkSchema(inner, problems);
      continue;
    }
    const found = scalarText(value);
    const message = `"${keyword}" of a model has to be ${rule.expected}${found === undefined ? '' : `, not "${found}"`}`;
    problems.error(value.position, 'invalid-model', message);
  }
}

const NAMED_SCHEMAS: ReadonlySet<string> = new Set(['patternProperties', 'properties']);
const NESTED_SCHEMAS: ReadonlySet<string> = new Set([
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'items',
  'not',
  'oneOf',
]);

function schemasIn(keyword: string, value: TemplateNode): readonly TemplateNode[] {
  if (NAMED_SCHEMAS.has(keyword) && isMapping(value)) {
    return [...value.entries.values()].map((entry) => entry.value);
  }
  if (!NESTED_SCHEMAS.has(keyword)) return [];
  return value.kind === 'sequence' ? value.items : [value];
}

function isUnresolved(node: TemplateNode): boolean {
  return node.kind === 'scalar' && node.unresolved === true;
}

function isList(node: TemplateNode, isRight: (item: TemplateNode) => boolean): boolean {
  return node.kind === 'sequence' && node.items.length > 0 && node.items.every(isRight);
}

function isBoolean(node: TemplateNode): boolean {
  return /^(?:true|false)$/.test(scalarText(node) ?? '');
}

function isNumber(node: TemplateNode): boolean {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(scalarText(node) ?? '');
}

function isType(node: TemplateNode): boolean {
  return TYPES.has(scalarText(node));
}

function isPattern(text: string | undefined): boolean {
  if (text === undefined) return false;
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
