import type { JsonValue } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { parseJson } from '../../../toolbox/shared/parse-json.ts';
import type { JsonPathFlow, PassState } from '../../../toolbox/states/definition.ts';
import { parseDefinition } from '../../../toolbox/states/parse-definition.ts';
import {
  evaluateTemplate,
  type PayloadTemplate,
} from '../../../toolbox/states/payload-template.ts';
import { aVisit } from './a-run.ts';

function compile(template: JsonValue): PayloadTemplate {
  const { States } = parseDefinition({
    StartAt: 'Step',
    States: { Step: { Type: 'Pass', Parameters: template, End: true } },
  });
  const { flow } = States.get('Step') as PassState;
  return (flow as JsonPathFlow).Parameters as PayloadTemplate;
}

describe('evaluateTemplate', () => {
  test('keeps the order of keys and the numbers, integer-like keys too', async () => {
    const template = compile(parseJson('{"b": 1.0, "2.$": "$.x", "1": [{"c.$": "$.y"}]}'));
    const data = JsonDocument.fromText('{"x": 2.50, "y": 1e3}');

    const { text } = await evaluateTemplate(template, data, aVisit());

    expect(text).toBe('{"b":1.0,"2":2.50,"1":[{"c":1e3}]}');
  });

  test('keeps a template without expressions as one constant', () => {
    const template = { a: [{ b: null }] };

    expect(compile(template)).toEqual({
      kind: 'constant',
      document: JsonDocument.fromValue(template),
    });
  });

  test('names the nested field whose path finds nothing', () => {
    const template = compile({ outer: { 'inner.$': '$.missing' } });

    expect(() => evaluateTemplate(template, JsonDocument.fromText('{ }'), aVisit())).toThrow(
      expect.objectContaining({
        cause: expect.stringContaining(
          "The JSONPath '$.missing' specified for the field 'inner.$' could not be found in the input '{ }'",
        ),
      }),
    );
  });
});
