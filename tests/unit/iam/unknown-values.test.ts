import { holdsUnknownValue, replaceUnknownValues } from '../../../toolbox/iam/unknown-values.ts';

const UNKNOWN = [
  ['', '*'],
  ['arn:aws:s3:::b/${aws:username}/x', 'arn:aws:s3:::b/*/x'],
  ["b/${aws:PrincipalTag/team, 'none'}", 'b/*'],
  ['arn:aws:sns:eu-west-1:1:{{resolve:ssm:topic}}', 'arn:aws:sns:eu-west-1:1:*'],
  ['<ImportValue stack:Arn>', '*'],
  ['arn:aws:s3:::<SSM /bucket>/*', 'arn:aws:s3:::*/*'],
  ['function:Nested.Outputs.Name', 'function:*'],
  ['Lookup.tableArn', '*'],
] as const;

const KNOWN = [
  '*',
  'states:StartExecution',
  'arn:aws:s3:::bucket/${*}${?}${$}',
  'arn:aws:states:eu-west-1:123456789012:stateMachine:a.b',
  'apigateway.amazonaws.com',
  'MyFunction',
  '123456789012',
];

describe('replaceUnknownValues', () => {
  test.each(UNKNOWN)('puts wildcards into %j', (text, expected) => {
    expect(replaceUnknownValues(text)).toBe(expected);
  });

  test.each(KNOWN)('keeps %j', (text) => {
    expect(replaceUnknownValues(text)).toBe(text);
  });
});

describe('holdsUnknownValue', () => {
  test.each(UNKNOWN)('finds one in %j', (text) => {
    expect(holdsUnknownValue(text)).toBe(true);
  });

  test.each(KNOWN)('finds none in %j', (text) => {
    expect(holdsUnknownValue(text)).toBe(false);
  });
});
