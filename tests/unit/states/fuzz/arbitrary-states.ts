import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../../toolbox/shared/json.ts';
import type { QueryLanguage } from '../../../../toolbox/states/definition.ts';
import { arbitraryRule } from './arbitrary-choice-rule.ts';
import { pathText, referencePathText } from './arbitrary-expression.ts';
import { arbitraryField, arbitraryTemplate, jsonataString, someOf } from './arbitrary-template.ts';

type Fields = fc.Arbitrary<Record<string, JsonValue>>;

/** What the fields of a state may refer to. */
export interface StatePlace {
  readonly language: QueryLanguage;
  /** Variables that the state may assign. */
  readonly variables: readonly string[];
  /** Names of the states that it may go on with. */
  readonly targets: readonly string[];
}

function field(name: string, value: fc.Arbitrary<JsonValue>): Fields {
  return value.map((chosen) => ({ [name]: chosen }));
}

function assignField({ language, variables }: StatePlace): Fields {
  const [name = ''] = variables;
  const evaluated =
    language === 'JSONata'
      ? arbitraryTemplate(language).map((value) => ({ [name]: value }))
      : pathText.map((path) => ({ [`${name}.$`]: path }));
  return field('Assign', evaluated);
}

/** The fields of input and output that all states have but Fail. */
export function dataFields({ language }: StatePlace): Fields {
  if (language === 'JSONata') return someOf(field('Output', arbitraryTemplate(language)));
  const path = fc.oneof(pathText, fc.constant('$'), fc.constant(null));
  return someOf(field('InputPath', path), field('OutputPath', path));
}

/** Assign, which the states that end an execution do not have. */
export function assignFields(place: StatePlace): Fields {
  return someOf(assignField(place));
}

/** Parameters and ResultPath, or Arguments. */
export function payloadFields({ language }: StatePlace): Fields {
  if (language === 'JSONata') return someOf(field('Arguments', arbitraryTemplate(language)));
  return someOf(field('Parameters', arbitraryTemplate(language)), resultPathField);
}

export function resultSelectorField({ language }: StatePlace): Fields {
  if (language === 'JSONata') return fc.constant({});
  return someOf(field('ResultSelector', arbitraryTemplate(language)));
}

export const resultPathField: Fields = field(
  'ResultPath',
  fc.oneof(referencePathText, fc.constant(null)),
);

export function passFields({ language }: StatePlace): Fields {
  if (language === 'JSONata') return fc.constant({});
  return someOf(
    field('Result', arbitraryTemplate(language)),
    field('Parameters', arbitraryTemplate(language)),
    resultPathField,
  );
}

export function waitFields({ language }: StatePlace): Fields {
  return fc.oneof(
    arbitraryField(language, 'Seconds', fc.constantFrom(0, 1, 90, 99_999_999)),
    arbitraryField(
      language,
      'Timestamp',
      fc.constantFrom(
        '2026-01-02T03:04:59Z',
        '1999-12-31T23:59:59.9-05:30',
        '9999-12-31T00:00:00Z',
      ),
    ),
  );
}

export function failFields({ language }: StatePlace): Fields {
  const text = fc.constantFrom('Custom', '', 'States.ALL', '😀');
  return someOf(arbitraryField(language, 'Error', text), arbitraryField(language, 'Cause', text));
}

export function choiceFields(place: StatePlace): Fields {
  const { language, targets } = place;
  const condition = fc.oneof(fc.boolean(), jsonataString).map((Condition) => ({ Condition }));
  const rule: fc.Arbitrary<JsonObject> = language === 'JSONata' ? condition : arbitraryRule;
  const branch = fc
    .tuple(rule, fc.constantFrom(...targets), someOf(assignField(place)))
    .map(([test, Next, assign]) => ({ ...test, Next, ...assign }));
  return field('Choices', fc.array(branch, { minLength: 1, maxLength: 3 }));
}

const RESOURCES = [
  'arn:aws:lambda:us-east-1:123456789012:function:Work',
  'arn:aws:states:::lambda:invoke',
  'arn:aws:states:::lambda:invoke.waitForTaskToken',
  'arn:aws:states:::states:startExecution.sync:2',
  'arn:aws:states:::aws-sdk:dynamodb:getItem',
  'arn:aws:states:us-east-1:123456789012:activity:Work',
];

export function taskFields({ language }: StatePlace): Fields {
  const limit = (name: string, seconds: number): Fields =>
    arbitraryField(language, name, fc.constant(seconds));
  const role =
    language === 'JSONata'
      ? jsonataString.map((RoleArn) => ({ RoleArn }))
      : pathText.map((path) => ({ 'RoleArn.$': path }));
  return fc
    .tuple(
      field('Resource', fc.constantFrom(...RESOURCES)),
      someOf(limit('TimeoutSeconds', 60), limit('HeartbeatSeconds', 9), field('Credentials', role)),
    )
    .map(([resource, rest]) => ({ ...resource, ...rest }));
}

export function mapFields({ language }: StatePlace): Fields {
  const selector = field('ItemSelector', arbitraryTemplate(language));
  const items =
    language === 'JSONata'
      ? field('Items', fc.oneof(jsonataString, fc.array(arbitraryTemplate(language))))
      : field('ItemsPath', fc.oneof(fc.constant('$.list'), pathText));
  return someOf(
    items,
    items,
    selector,
    arbitraryField(language, 'MaxConcurrency', fc.constantFrom(0, 1, 3)),
    arbitraryField(language, 'ToleratedFailurePercentage', fc.constantFrom(0, 12.5, 100)),
  );
}

const ERRORS = [
  'States.TaskFailed',
  'States.Timeout',
  'States.HeartbeatTimeout',
  'States.QueryEvaluationError',
  'States.IntrinsicFailure',
  'States.Runtime',
  'Custom',
];
const errorNames = fc.uniqueArray(fc.constantFrom(...ERRORS), { minLength: 1, maxLength: 3 });

const retrier = fc
  .tuple(
    errorNames,
    someOf(
      field('IntervalSeconds', fc.constantFrom(1, 30)),
      field('MaxAttempts', fc.integer({ min: 0, max: 4 })),
      field('BackoffRate', fc.constantFrom(1, 1.5, 10)),
      field('MaxDelaySeconds', fc.constantFrom(60, 31_622_399)),
      field('JitterStrategy', fc.constantFrom('FULL', 'NONE')),
    ),
  )
  .map(([ErrorEquals, rest]): JsonObject => ({ ErrorEquals, ...rest }));

export function recoveryFields(place: StatePlace): Fields {
  const { language, targets } = place;
  const output =
    language === 'JSONata' ? field('Output', arbitraryTemplate(language)) : resultPathField;
  const catcher = fc
    .tuple(errorNames, fc.constantFrom(...targets), someOf(output, assignField(place)))
    .map(([ErrorEquals, Next, rest]): JsonObject => ({ ErrorEquals, Next, ...rest }));
  return someOf(field('Retry', endingInAll(retrier)), field('Catch', endingInAll(catcher)));
}

/** States.ALL stands alone, and last. */
function endingInAll(item: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject[]> {
  return fc
    .tuple(fc.array(item, { maxLength: 2 }), fc.option(item))
    .map(([items, last]) =>
      last === null ? items : [...items, { ...last, ErrorEquals: ['States.ALL'] }],
    );
}
