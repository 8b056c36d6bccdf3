import type { JsonService } from '../../../../toolbox/shared/json-service.ts';
import type { Principal } from '../../../../toolbox/shared/principal.ts';
import type { Integration } from '../../../../toolbox/template/model.ts';
import { aMethod, anIntegration, aRequest, aRestApi, aTemplate, respond } from '../an-api.ts';

async function principalOf(changes: Partial<Integration>): Promise<Principal | undefined> {
  let asked: Principal | undefined;
  const states: JsonService = (_operation, _body, principal) => {
    asked = principal;
    return { statusCode: 200, body: '{}' };
  };
  const api = aRestApi({ methods: [aMethod({ integration: anIntegration(changes) })] });
  await respond(api, aRequest(), { states });
  return asked;
}

describe('statesCall', () => {
  test('calls with the role that the integration names', async () => {
    const credentials = 'arn:aws:iam::123456789012:role/Role';

    expect(await principalOf({ credentials })).toEqual({
      kind: 'role',
      roleArn: credentials,
      sessionName: 'BackplaneAssumeRoleSession',
    });
  });

  test('shows the type of the details of input and output, as the service writes them', async () => {
    const output = JSON.stringify({ text: '"outputDetails":{' });
    const answer = { output, outputDetails: { included: true }, status: 'SUCCEEDED' };
    const states: JsonService = () => ({ statusCode: 200, body: JSON.stringify(answer) });

    const { body } = await respond(aRestApi(), aRequest(), { states });

    expect(JSON.parse(String(body))).toEqual({
      ...answer,
      outputDetails: {
        __type: 'com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails',
        included: true,
      },
    });
  });

  test('calls as nobody without credentials', async () => {
    expect(await principalOf({})).toBeUndefined();
  });

  test("logs where a rendered body breaks off, which the service's answer does not tell", async () => {
    const requestTemplates = { 'application/json': aTemplate(`{"input": "it\\'s"}`) };
    const api = aRestApi({
      methods: [aMethod({ integration: anIntegration({ requestTemplates }) })],
    });
    const states = () => ({ statusCode: 400, body: '{"__type":"SerializationException"}' });

    const { entry } = await respond(api, aRequest(), { states });

    expect(entry?.error).toMatch(
      /^SerializationException: the integration request is no JSON, at the end of ".*it\\\\'": Bad escaped/,
    );
  });
});
