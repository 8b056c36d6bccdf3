import { claimTexts } from '../../../../toolbox/gateway/authorizers/claim-texts.ts';
import type { JsonValue } from '../../../../toolbox/shared/json.ts';

const CLAIMS = 'issue awsdocs/amazon-api-gateway-developer-guide#158';

describe('claimTexts', () => {
  test.each<[source: string, name: string, value: JsonValue, text: string]>([
    [CLAIMS, 'exp', 1543543705, 'Fri Nov 30 02:08:25 UTC 2018'],
    [CLAIMS, 'iat', 0, 'Thu Jan 01 00:00:00 UTC 1970'],
    [CLAIMS, 'auth_time', 1543543705, '1543543705'],
    [CLAIMS, 'cognito:groups', ['a', 'b'], 'a,b'],
    [CLAIMS, 'groups', [], ''],
    [CLAIMS, 'email_verified', false, 'false'],
    [CLAIMS, 'sub', 'me', 'me'],
    ['Local runtime', 'address', { country: 'x' }, '{"country":"x"}'],
    ['Local runtime', 'list', [{ a: 1 }, null], '{"a":1},null'],
    ['Local runtime', 'exp', 'soon', 'soon'],
    ['Local runtime', 'iat', 1e300, '1e+300'],
  ])('%s: %s %j is the text %j', (_source, name, value, text) => {
    expect(claimTexts({ [name]: value })).toEqual({ [name]: text });
  });

  test('leaves null out', () => {
    expect(claimTexts({ nothing: null })).toEqual({});
  });
});
