import type { JsonObject } from '../../../../toolbox/shared/json.ts';
import { simulatedClock } from '../../../simulated-clock.ts';
import { aRecordingBackend, aTemplate } from '../an-api.ts';
import {
  aListeningLambda,
  aMock,
  anIntegration,
  aResponse,
  aRoute,
  aStatesIntegration,
  aWebSocketApi,
  connect,
  ROLE_ARN,
  type ServedWebSocketApi,
  serve,
} from './a-web-socket-api.ts';

let api: ServedWebSocketApi | undefined;
afterEach(() => api?.stop());

const twoWay = { isTwoWay: true };

/** The route key that the function of each event was called for. */
function routeKeys(events: readonly JsonObject[]): unknown[] {
  return events.map((event) => (event['requestContext'] as JsonObject)['routeKey']);
}

const SELECTION = 'DG "WebSocket selection expressions"';

describe('a message', () => {
  test.each([
    {
      message: '{"action":"join"}',
      expression: '$request.body.action',
      route: 'join',
      source: SELECTION,
    },
    {
      message: '{"action":"other"}',
      expression: '$request.body.action',
      route: '$default',
      source: SELECTION,
    },
    {
      message: '{"text":"x"}',
      expression: '$request.body.action',
      route: '$default',
      source: `${SELECTION}: missing path is ""`,
    },
    {
      message: 'no JSON',
      expression: '$request.body.action',
      route: '$default',
      source: `${SELECTION}: not JSON`,
    },
    { message: '"join"', expression: '$request.body.action', route: '$default', source: SELECTION },
    {
      message: '{"action":1}',
      expression: '$request.body.action',
      route: '1',
      source: `${SELECTION}: text`,
    },
    {
      message: '{"action":true}',
      expression: '$request.body.action',
      route: 'true',
      source: `${SELECTION}: text`,
    },
    {
      message: '{"a":{"b":"join"}}',
      expression: '$request.body.a.b',
      route: 'join',
      source: SELECTION,
    },
    {
      message: '{"a":"x","b":"y"}',
      expression: '${request.body.a}/${request.body.b}',
      route: 'x/y',
      source: SELECTION,
    },
    {
      message: '{"a":"x"}',
      expression: '${request.body.a}/${request.body.b}',
      route: 'x/',
      source: `${SELECTION}: missing path is ""`,
    },
    { message: '{}', expression: 'join', route: 'join', source: `${SELECTION}: static` },
    { message: '{}', expression: '\\$default', route: '$default', source: SELECTION },
    {
      message: '{"action":"$connect"}',
      expression: '$request.body.action',
      route: '$default',
      source: 'local runtime',
    },
    {
      message: '{"action":"$disconnect"}',
      expression: '$request.body.action',
      route: '$default',
      source: 'local runtime',
    },
  ])('$message goes by $expression to $route ($source)', async ({ message, expression, route }) => {
    const { lambda, events, called } = aListeningLambda();
    const keys = ['$disconnect', '$default', 'join', '1', 'true', 'x/y', 'x/'];
    api = await serve(
      aWebSocketApi({
        routeSelectionExpression: expression,
        routes: keys.map((key) => aRoute(key)),
      }),
      { lambda },
    );
    const client = await connect(api);

    client.send(message);
    await called(1);

    expect(routeKeys(events())).toEqual([route]);
  });

  test.each([
    { name: 'no route and no $default', message: '{"action":"other"}' },
    { name: 'text that is not JSON and no $default', message: 'text' },
  ])('gets an error frame: $name, and the connection stays open (notes)', async ({ message }) => {
    const { lambda, called } = aListeningLambda();
    api = await serve(aWebSocketApi({ routes: [aRoute('join')] }), { lambda });
    const client = await connect(api);

    client.send(message);

    await expect(client.next()).resolves.toMatch(
      /^\{"message": "Forbidden", "connectionId":"[\w-]{15}=", "requestId":"[\w-]{15}="\}$/,
    );
    client.send({ action: 'join' });
    await called(1);
  });

  test.each([
    { name: 'a function that throws', answer: 'Error: broken' },
    { name: 'an answer that is none of a proxy', answer: '"text"' },
    { name: 'an answer with an unknown key', answer: '{"statusCode":200,"cookies":[]}' },
  ])(
    'gets an error frame: $name, on a one-way route too (notes: integration failure)',
    async ({ answer }) => {
      const { lambda } = aListeningLambda(() => answer);
      api = await serve(aWebSocketApi(), { lambda });
      const client = await connect(api);

      client.send('x');

      await expect(client.next()).resolves.toMatch(
        /^\{"message": "Internal server error", "connectionId":"[\w-]{15}=", "requestId":"[\w-]{15}="\}$/,
      );
      expect(api.log).toMatchObject([
        { method: 'CONNECT' },
        { method: 'MESSAGE', error: expect.any(String) },
      ]);
    },
  );

  test('gets an error frame when the integration takes too long (I, section 6)', async () => {
    const clock = simulatedClock(0);
    const { lambda } = aListeningLambda(() => new Promise(() => {}));
    const integration = anIntegration({ timeoutInMillis: 50 });
    api = await serve(aWebSocketApi({ routes: [aRoute('$default', { integration })] }), {
      lambda,
      clock,
    });
    const client = await connect(api);

    client.send('x');

    await expect(clock.runUntil(client.next())).resolves.toContain('"Internal server error"');
    expect(clock.now()).toBe(50);
  });

  test('gets an error frame on a route without an integration', async () => {
    const { integration: _, ...route } = aRoute('$default');
    api = await serve(aWebSocketApi({ routes: [route] }));
    const client = await connect(api);

    client.send('x');

    await expect(client.next()).resolves.toContain('"Internal server error"');
  });

  test.each([
    { status: 200, body: 'pong' },
    { status: 500, body: 'failed' },
  ])(
    'gets the body of a function that answers with $status when the route has a route response (note (measured); DG)',
    async ({ status, body }) => {
      const { lambda } = aListeningLambda(() => JSON.stringify({ statusCode: status, body }));
      api = await serve(aWebSocketApi({ routes: [aRoute('$default', twoWay)] }), { lambda });
      const client = await connect(api);

      client.send('ping');

      await expect(client.next()).resolves.toBe(body);
    },
  );

  test('gets nothing without a route response, and after a status of 500 the next message is served (note (measured))', async () => {
    const { lambda } = aListeningLambda(({ body }) => JSON.stringify({ statusCode: 500, body }));
    api = await serve(
      aWebSocketApi({ routes: [aRoute('$default'), aRoute('echo', { isTwoWay: true })] }),
      { lambda },
    );
    const client = await connect(api);

    client.send({ action: 'silent' });
    client.send({ action: 'echo' });

    await expect(client.next()).resolves.toBe('{"action":"echo"}');
  });
});

const PASS_INPUT =
  '{"input":"$util.escapeJavaScript($input.body).replaceAll("\\\\\'","\'")","name":"$context.connectionId","stateMachineArn":"m"}';

describe('an integration with Step Functions', () => {
  const STARTED = '{"executionArn":"arn:x","startDate":1.652716274909E9}';

  function aStatesService(answer: string, statusCode = 200) {
    const calls: { operation: string; body: string; principal: unknown }[] = [];
    let called = (): void => {};
    return {
      calls,
      once: new Promise<void>((resolve) => {
        called = resolve;
      }),
      states(operation: string, body: string, principal: unknown) {
        calls.push({ operation, body, principal });
        called();
        return { statusCode, body: answer };
      },
    };
  }

  test('hands the message over by the documented template, apostrophes unescaped, as the role of CredentialsArn (PAT apigw-websocket-api-sfn-async)', async () => {
    const { states, calls, once } = aStatesService(STARTED);
    const integration = aStatesIntegration(PASS_INPUT);
    api = await serve(aWebSocketApi({ routes: [aRoute('$default', { integration })] }), { states });
    const client = await connect(api);

    client.send('{"note":"it\'s \\"fine\\" é"}');
    await once;

    expect(calls).toMatchObject([
      { operation: 'StartExecution', principal: { kind: 'role', roleArn: ROLE_ARN } },
    ]);
    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({
      input: '{"note":"it\'s \\"fine\\" é"}',
      stateMachineArn: 'm',
      name: expect.stringMatching(/=$/),
    });
  });

  test.each([
    { name: 'whole, by an empty set of templates', response: aResponse(), frame: STARTED },
    {
      name: 'by the response template',
      response: aResponse('{"arn":$input.json("$.executionArn"),"route":"$context.routeKey"}'),
      frame: '{"arn":"arn:x","route":"$default"}',
    },
    {
      name: 'by the template that the status selects',
      response: aResponse(undefined, {
        responseTemplates: { '200': aTemplate('two hundred'), '400': aTemplate('no') },
        templateSelectionExpression: '${integration.response.statuscode}',
      }),
      frame: 'two hundred',
    },
    {
      name: 'by the template that the message selects',
      response: aResponse(undefined, {
        responseTemplates: { brief: aTemplate('short'), $default: aTemplate('long') },
        templateSelectionExpression: '${request.body.form}',
      }),
      frame: 'short',
    },
    {
      name: 'by the template that a header of the service selects',
      response: aResponse(undefined, {
        responseTemplates: { 'application/x-amz-json-1.0': aTemplate('by type') },
        templateSelectionExpression: '${integration.response.header.content-type}',
      }),
      frame: 'by type',
    },
    {
      name: 'with the status in $context',
      response: aResponse('$context.status'),
      frame: '200',
    },
  ])(
    'answers a two-way route $name (DG "Set up route responses for a WebSocket API")',
    async ({ response, frame }) => {
      const { states } = aStatesService(STARTED);
      const integration = aStatesIntegration(PASS_INPUT, { integrationResponses: [response] });
      api = await serve(
        aWebSocketApi({ routes: [aRoute('$default', { integration, isTwoWay: true })] }),
        { states },
      );
      const client = await connect(api);

      client.send({ form: 'brief' });

      await expect(client.next()).resolves.toBe(frame);
    },
  );

  test.each([
    { status: 200, frame: 'default' },
    { status: 400, frame: 'client error' },
    { status: 404, frame: 'client error' },
    { status: 500, frame: 'default' },
  ])(
    'selects the integration response by the status $status (DG "WebSocket selection expressions")',
    async ({ status, frame }) => {
      const { states } = aStatesService('{}', status);
      const integration = aStatesIntegration(PASS_INPUT, {
        integrationResponses: [
          aResponse('default'),
          aResponse('client error', { integrationResponseKey: '/4\\d\\d/' }),
        ],
      });
      api = await serve(
        aWebSocketApi({ routes: [aRoute('$default', { integration, isTwoWay: true })] }),
        { states },
      );
      const client = await connect(api);

      client.send('x');

      await expect(client.next()).resolves.toBe(frame);
    },
  );

  test('answers with an error frame when no integration response matches', async () => {
    const { states } = aStatesService('{}', 200);
    const integration = aStatesIntegration(PASS_INPUT, {
      integrationResponses: [aResponse('x', { integrationResponseKey: '/5\\d\\d/' })],
    });
    api = await serve(
      aWebSocketApi({ routes: [aRoute('$default', { integration, isTwoWay: true })] }),
      { states },
    );
    const client = await connect(api);

    client.send('x');

    await expect(client.next()).resolves.toContain('"Internal server error"');
  });

  test.each([
    { name: 'no route response', isTwoWay: false, responses: [aResponse('answer')] },
    { name: 'no integration response', isTwoWay: true, responses: [] },
  ])(
    'sends nothing with $name (PAT; DG "Set up route responses for a WebSocket API")',
    async ({ isTwoWay, responses }) => {
      const { states } = aStatesService(STARTED);
      const integration = aStatesIntegration(PASS_INPUT, { integrationResponses: responses });
      api = await serve(
        aWebSocketApi({
          routes: [aRoute('$default', { integration, isTwoWay }), aRoute('echo', twoWay)],
        }),
        { states, ...aListeningLambda(() => '{"statusCode":200,"body":"echo"}') },
      );
      const client = await connect(api);

      client.send({ action: 'start' });
      client.send({ action: 'echo' });

      await expect(client.next()).resolves.toBe('echo');
    },
  );

  test('hands hostile text over as data', async () => {
    const { states, calls, once } = aStatesService(STARTED);
    const integration = aStatesIntegration(PASS_INPUT);
    api = await serve(aWebSocketApi({ routes: [aRoute('$default', { integration })] }), { states });
    const client = await connect(api);
    const message = '#set($a = 1) $util.base64Encode("x") ${context.stage} #stop';

    client.send(message);
    await once;

    expect(JSON.parse(calls[0]?.body ?? '').input).toBe(message);
  });
});

describe('other integrations', () => {
  const body = '{"to":"ann","statusCode":201}';

  test.each([
    {
      name: 'a mock',
      integration: aMock('{"statusCode":$input.json("$.statusCode")}', {
        integrationResponses: [
          aResponse('no'),
          aResponse('created', { integrationResponseKey: '/201/' }),
        ],
      }),
      frame: 'created',
      source: 'DG "WebSocket selection expressions"',
    },
    {
      name: 'a function without proxy',
      integration: anIntegration({
        integrationType: 'AWS',
        requestTemplates: { $default: aTemplate('{"for":$input.json("$.to")}') },
        integrationResponses: [aResponse('$input.json("$.for")')],
      }),
      frame: '"ann"',
      source: 'DG "Setting up data transformations for WebSocket APIs"',
    },
    {
      name: 'a function without proxy that fails',
      integration: anIntegration({
        integrationType: 'AWS',
        requestTemplates: { $default: aTemplate('{"fail":"teapot is empty"}') },
        integrationResponses: [
          aResponse('no'),
          aResponse('sorry', { integrationResponseKey: '/.*empty/' }),
        ],
      }),
      frame: 'sorry',
      source: 'DG "WebSocket selection expressions": errorMessage',
    },
    {
      name: 'an HTTP backend',
      integration: anIntegration({
        integrationType: 'HTTP',
        integrationUri: 'http://127.0.0.1:9/{room}',
        requestParameters: { 'integration.request.path.room': 'route.request.body.to' },
        integrationResponses: [aResponse('status $context.status: $input.body')],
      }),
      frame: 'status 200: {"ok":true}',
      source: 'DG "Setting up data mapping for WebSocket APIs"',
    },
    {
      name: 'an HTTP proxy',
      integration: anIntegration({
        integrationType: 'HTTP_PROXY',
        integrationUri: 'http://127.0.0.1:9/',
        requestTemplates: { $default: aTemplate('not rendered') },
      }),
      frame: '{"ok":true}',
      source: 'DG: proxy types send the backend answer whole',
    },
  ])('$name answers ($source)', async ({ integration, frame }) => {
    const { lambda } = aListeningLambda((event) =>
      'fail' in event ? `Error: ${event['fail']}` : JSON.stringify(event),
    );
    api = await serve(
      aWebSocketApi({ routes: [aRoute('$default', { integration, isTwoWay: true })] }),
      { lambda, sendRequest: aRecordingBackend({ body: Buffer.from('{"ok":true}') }).sendRequest },
    );
    const client = await connect(api);

    client.send(body);

    await expect(client.next()).resolves.toBe(frame);
  });
});

describe('a model of a route', () => {
  const MODELS = {
    Join: { type: 'object', required: ['room'], properties: { room: { type: 'string' } } },
  };

  test.each([
    { message: '{"action":"join","room":"blue"}', answer: 'served', source: 'DG' },
    {
      message: '{"action":"join"}',
      answer:
        /^\{"message": "Bad request body", "connectionId":"[\w-]{15}=", "messageId":"[\w-]{15}="\}$/,
      source: 'DG "Setting up data transformations for WebSocket APIs"',
    },
    {
      message: '{"action":"join","form":"free"}',
      answer: 'served',
      source: 'DG: no model selected',
    },
  ])('answers $message with $answer ($source)', async ({ message, answer }) => {
    const { lambda } = aListeningLambda(() => '{"statusCode":200,"body":"served"}');
    const route = aRoute('join', {
      isTwoWay: true,
      modelSelectionExpression: '$request.body.form',
      requestModels: { '': 'Join' },
    });
    api = await serve(aWebSocketApi({ routes: [route], models: MODELS }), { lambda });
    const client = await connect(api);

    client.send(message);

    await expect(client.next()).resolves.toMatch(answer);
  });
});
