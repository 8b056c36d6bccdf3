import { once } from 'node:events';
import { WebSocket } from 'ws';
import { stepgate } from '../stepgate.ts';
import {
  type Answer,
  call,
  noticesOf,
  projectPath,
  type ServedProject,
  serveProject,
} from './projects/served-project.ts';

const text = expect.any(String);

/** Serves a project around the tests of the block that it is called in. */
function serving(template: string, args?: readonly string[]): () => ServedProject {
  let project: ServedProject;
  beforeAll(async () => {
    project = await serveProject(template, args);
  });
  afterAll(() => project?.close());
  return () => project;
}

describe('parcel-tracker: an included document by reference and ../ paths, TypeScript as ES modules', () => {
  const project = serving('parcel-tracker/deploy/template.yaml');
  const scan = (parcel: string, body: object): Promise<Answer> =>
    call(`${project().apiUrl}/parcels/${parcel}/scans`, 'POST', body);

  test('starts a workflow for a scan and tells how far it is', async () => {
    const started = await scan('P1', { sequence: 1, depot: 'LYS' });
    const ended = await project().endOf('P1-1', 'parcel-scan-v1');
    const asked = await call(`${project().apiUrl}/scans/P1-1`);

    expect(started).toMatchObject({
      status: 202,
      body: { scan: 'P1-1', workflow: 'parcel-scan-v1' },
    });
    expect(started.headers.get('location')).toBe(
      'arn:aws:states:us-east-1:123456789012:execution:parcel-scan-v1:P1-1',
    );
    const result = { parcel: 'P1', message: 'P1 leaves LYS and arrives in 3 days' };
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: result });
    expect(asked).toMatchObject({ status: 200, body: { status: 'SUCCEEDED', result } });
  });

  test('ends the workflow of a damaged parcel with its error', async () => {
    await scan('P2', { sequence: 1, depot: 'HAM', damaged: true });

    expect(await project().endOf('P2-1', 'parcel-scan-v1')).toMatchObject({
      status: 'FAILED',
      error: 'Parcel.Damaged',
    });
    expect(await call(`${project().apiUrl}/scans/P2-1`)).toMatchObject({
      status: 200,
      body: { status: 'FAILED' },
    });
  });

  test('refuses what is no scan, and one that was there before with other content', async () => {
    await scan('P3', { sequence: 1, depot: 'HAM' });

    expect(await scan('P3', { sequence: 1, depot: 'OSL' })).toMatchObject({
      status: 400,
      body: { message: 'Invalid request body' },
    });
    expect(await scan('P3', { sequence: 1, depot: 'GOT' })).toMatchObject({
      status: 409,
      body: { problem: text },
    });
    expect(await call(`${project().apiUrl}/scans/P9-9`)).toMatchObject({
      status: 404,
      body: { problem: 'no such scan' },
    });
  });
});

describe('bakery-orders: a document in the template, an Express workflow in JSONata', () => {
  const project = serving('bakery-orders/template.yml');
  const order = (body: object): Promise<Answer> => call(`${project().apiUrl}/orders`, 'POST', body);

  test.each([
    { name: 'the total', lines: [{ bread: 'rye', count: 2 }], status: 200, body: { total: 8 } },
    {
      name: 'the error of the workflow',
      lines: [{ bread: 'spelt', count: 40 }],
      status: 422,
      body: { refused: 'OvenFull' },
    },
    {
      name: 'the error of the function',
      lines: [{ bread: 'gold', count: 1 }],
      status: 422,
      body: { refused: 'UnknownBread' },
    },
    {
      name: 'what the model refuses',
      lines: [{ bread: 'rye', count: 0 }],
      status: 400,
      body: { refused: 'Invalid request body', because: text },
    },
  ])('answers an order with $name', async ({ lines, status, body }) => {
    expect(await order({ lines })).toMatchObject({ status, body });
  });

  test('answers the preflight', async () => {
    const { status, headers } = await call(`${project().apiUrl}/orders`, 'OPTIONS');

    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });
});

describe('library-loans: a template in JSON, a layer, plain CommonJS', () => {
  const project = serving('library-loans/template.json');

  test('answers from a stage variable, and by a function that one names', async () => {
    const { apiUrl } = project();

    expect(await call(`${apiUrl}/desk`)).toMatchObject({ status: 200, body: { desk: 'A' } });
    const loan = await call(`${apiUrl}/books/123/loans`, 'POST');
    expect(loan).toMatchObject({ status: 201, body: { isbn: '123', days: 21 } });
    expect(loan.headers.get('x-desk')).toBe('A');
    expect(await call(`${apiUrl}/books/123/loans`, 'PUT')).toMatchObject({ status: 405 });
  });

  test('lends by the workflow of a YAML definition', async () => {
    const overdue = await project().run('lending', { isbn: '999-1', keptDays: 9 });
    const returned = await project().run('lending', { isbn: '123', keptDays: 9 });

    expect(overdue).toMatchObject({
      status: 'SUCCEEDED',
      output: { loan: { days: 7 }, fine: '10 cents' },
    });
    expect(returned.output).not.toHaveProperty('fine');
  });
});

describe('shift-planner: an API of events alone, a value that only an account knows', () => {
  const project = serving('shift-planner/template.yaml', [
    '--parameter-overrides',
    'MaximumHours=10',
  ]);

  test('starts without the value too, and names it and the events that start nothing', async () => {
    const notices = await noticesOf('shift-planner/template.yaml');

    expect(notices).toMatch(/template\.yaml:9:3 .*MaximumHours.*--parameter-overrides/);
    expect(notices).toMatch(/template\.yaml:66:9 .*"Weekly" \(Schedule\)/);
    expect(notices).toMatch(/template\.yaml:86:9 .*"SickNote" \(EventBridgeRule\)/);
  });

  test('plans by the event of the workflow, and lists by that of a function', async () => {
    const { apiUrl } = project();
    const plan = (worker: string, to: number): Promise<Answer> =>
      call(`${apiUrl}/shifts`, 'POST', { worker, shifts: [{ from: 22, to }] });
    const nameOf = ({ body }: Answer): string =>
      (body as { executionArn: string }).executionArn.split(':').at(-1) ?? '';

    const night = await plan('Ada', 6);
    const day = await plan('Bo', 12);

    expect(night).toMatchObject({ status: 200, body: { executionArn: text } });
    expect(await project().endOf(nameOf(night), 'Planner')).toMatchObject({
      output: { worker: 'Ada', hours: 8 },
    });
    expect(await project().endOf(nameOf(day), 'Planner')).toMatchObject({
      output: { problem: { Error: 'TooManyHours' }, verdict: 'refused' },
    });
    expect(await call(`${apiUrl}/shifts`)).toMatchObject({
      status: 200,
      body: ['SUCCEEDED', 'SUCCEEDED'],
    });
  });
});

describe('claims-legacy: resources of API Gateway, callbacks, the AWS SDK v2', () => {
  const project = serving('claims-legacy/stack.yml');
  const file = (policy: string, amount: number): Promise<Answer> =>
    call(`${project().apiUrl}/claims`, 'POST', { policy, amount });
  const claimOf = ({ body }: Answer): string => (body as { claim: string }).claim;

  test.each([
    { policy: 'P-7', amount: 100, end: { status: 'SUCCEEDED', output: { verdict: 'pay' } } },
    { policy: 'P-7', amount: 5000, end: { status: 'FAILED', error: 'Rejected' } },
    { policy: 'P-0', amount: 1, end: { status: 'FAILED', error: 'Rejected' } },
  ])('takes a claim of $amount on $policy', async ({ policy, amount, end }) => {
    const answer = await file(policy, amount);

    expect(answer).toMatchObject({ status: 201, body: { claim: text } });
    expect(await project().endOf(claimOf(answer), 'test-claims')).toMatchObject(end);
  });

  test('refuses what the model does', async () => {
    expect(await file('7', 0)).toMatchObject({
      status: 400,
      body: { message: 'Invalid request body' },
    });
  });

  test('starts a workflow by the SDK v2', async () => {
    const claim = { policy: 'P-7', amount: 10 };
    const answer = await call(`${project().apiUrl}/claims/c-1`, 'PUT', claim);

    expect(answer).toMatchObject({ status: 200, body: { claim: text } });
    expect(await project().endOf(claimOf(answer), 'test-claims')).toMatchObject({
      status: 'SUCCEEDED',
      output: { ...claim, reopened: 'c-1' },
    });
  });
});

describe('checkout-http: an HTTP API with first-class integrations', () => {
  const project = serving('checkout-http/template.yaml');

  test('answers with the result of an Express workflow', async () => {
    const lines = [{ price: 30, count: 2 }];

    const { status, body } = await call(`${project().apiUrl}/quotes`, 'POST', { lines });

    expect({ status, body }).toMatchObject({ status: 200, body: { status: 'SUCCEEDED' } });
    expect(JSON.parse((body as { output: string }).output)).toEqual({ total: 60, toPay: 54 });
  });

  test('starts a payment once, and stops it', async () => {
    const { apiUrl } = project();
    const pay = (): Promise<Answer> => call(`${apiUrl}/carts/c1/payment`, 'POST', { total: 5 });
    const payment = 'arn:aws:states:us-east-1:123456789012:execution:Payment:c1';

    expect(await pay()).toMatchObject({ status: 200, body: { executionArn: payment } });
    expect(await pay()).toMatchObject({ status: 200, body: { executionArn: payment } });
    expect(await call(`${apiUrl}/payments/stop`, 'POST', { payment })).toMatchObject({
      status: 200,
    });
    expect(await project().endOf('c1', 'Payment')).toMatchObject({
      status: 'ABORTED',
      cause: 'the customer left',
    });
  });

  test('answers by a function with payload 2.0, and 404 for the rest', async () => {
    const { apiUrl } = project();

    expect(await call(`${apiUrl}/health/oven`)).toMatchObject({
      status: 200,
      body: { healthy: true, version: '2.0', routeKey: 'GET /health/{part}', part: 'oven' },
    });
    expect(await call(`${apiUrl}/nowhere`)).toMatchObject({
      status: 404,
      body: { message: 'Not Found' },
    });
  });

  test.each([
    { origin: 'https://shop.example', allowed: 'https://shop.example' },
    { origin: 'https://evil.example', allowed: null },
  ])('allows $origin: $allowed', async ({ origin, allowed }) => {
    const preflight = { origin, 'access-control-request-method': 'POST' };

    const { status, headers } = await call(
      `${project().apiUrl}/quotes`,
      'OPTIONS',
      undefined,
      preflight,
    );

    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(allowed);
  });
});

describe('auction-room: a WebSocket API of resources', () => {
  const project = serving('auction-room/template.yaml');
  const enter = (query: string): WebSocket =>
    new WebSocket(`${project().apiUrl.replace('http', 'ws')}${query}`);

  test('tells a bidder what became of the bid', async () => {
    const bidder = enter('?paddle=12');
    await once(bidder, 'open');

    const told = once(bidder, 'message');
    bidder.send(JSON.stringify({ action: 'bid', lot: 7, amount: 120 }));

    expect(JSON.parse(String((await told)[0]))).toEqual({ lot: 7, accepted: true });
    bidder.terminate();
  });

  test('answers anything else by the route $default', async () => {
    const bidder = enter('?paddle=13');
    await once(bidder, 'open');

    const told = once(bidder, 'message');
    bidder.send('hello');

    expect(JSON.parse(String((await told)[0]))).toEqual({ say: 'bid', route: '$default' });
    bidder.terminate();
  });

  test('lets nobody in without a paddle', async () => {
    const [, response] = await once(enter(''), 'unexpected-response');

    expect(response.statusCode).toBe(401);
    response.destroy();
  });
});

describe('city-services: two APIs, Fn::ForEach, an authorizer, an API key, a layer for all', () => {
  const project = serving('city-services/template.yaml');
  const permits = (district: string, citizen?: string): Promise<Answer> =>
    call(
      `${project().urlOf('CitizenApi')}/${district}/permits`,
      'GET',
      undefined,
      citizen === undefined ? {} : { 'x-citizen': citizen },
    );

  test.each(['North', 'South'])('answers a citizen of the %s', async (district) => {
    expect(await permits(district, 'citizen-7')).toMatchObject({
      status: 200,
      body: { office: `${district} of Lindau on the lake`, citizen: '7', days: 5 },
    });
  });

  test.each([
    { name: 'nobody', citizen: undefined, status: 401 },
    { name: 'a token of another form', citizen: 'mayor', status: 401 },
    { name: 'whom the function does not know', citizen: 'citizen-0', status: 401 },
    { name: 'whom the policy denies', citizen: 'citizen-2000', status: 403 },
  ])('refuses $name', async ({ citizen, status }) => {
    expect((await permits('North', citizen)).status).toBe(status);
  });

  test.each([
    { headers: {}, status: 403, body: { message: 'Forbidden' } },
    {
      headers: { 'x-api-key': 'partner-key-of-the-town-1234' },
      status: 200,
      body: { permits: 12 },
    },
  ])('answers a partner with $headers by $status', async ({ headers, status, body }) => {
    const url = `${project().urlOf('PartnerApi')}/statistics`;

    expect(await call(url, 'GET', undefined, headers)).toMatchObject({ status, body });
  });
});

describe('photo-lab: a function in Python and a table, which are not here', () => {
  const project = serving('photo-lab/template.yaml');

  test('names what cannot run, and what to do', async () => {
    const notices = await noticesOf('photo-lab/template.yaml');

    expect(notices).toMatch(
      /template\.yaml:25:3 .*function "Resize" has runtime "python3\.13": .*--lambda-endpoint/,
    );
    expect(notices).toMatch(/openapi\.yaml:\d+:\d+ .*dynamodb/);
    expect(notices).toMatch(/develop\.asl\.json:\d+:\d+ .*dynamodb:putItem/);
  });

  test('develops the photo that needs neither', async () => {
    const { apiUrl } = project();

    const { status, body } = await call(`${apiUrl}/photos`, 'POST', { photo: 'a', size: 'small' });

    expect(status).toBe(200);
    const name = (body as { executionArn: string }).executionArn.split(':').at(-1) ?? '';
    expect(await project().endOf(name, 'Develop')).toMatchObject({
      status: 'SUCCEEDED',
      output: { photo: 'a', approved: true },
    });
  });

  test.each([
    { size: 'large', reason: /python3\.13.*--lambda-endpoint/ },
    { size: 'album', reason: /dynamodb/i },
  ])('fails for a photo of size $size with the reason', async ({ size, reason }) => {
    const end = await project().run('Develop', { photo: 'b', size });

    expect(end).toMatchObject({ status: 'FAILED', cause: expect.stringMatching(reason) });
  });

  test('answers the route to the table as an integration that is not reached', async () => {
    expect(await call(`${project().apiUrl}/albums/1`)).toMatchObject({
      status: 500,
      body: { message: 'Internal server error' },
    });
  });
});

describe('ticket-desk: files that AWS would refuse', () => {
  test.each(['start', 'check'])('are refused by %s with every place', async (command) => {
    const ports = command === 'start' ? ['--port', '0', '--sfn-port', '0'] : [];

    const { exitCode, stdout, stderr } = await stepgate(
      [command, '--template', 'template.yaml', ...ports],
      { cwd: projectPath('ticket-desk') },
    );

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^desk\.yaml:17:15 mapping-template /m);
    expect(stderr).toMatch(/^selling\.asl\.json:7:15 .*Print/m);
    expect(stderr).toMatch(/^template\.yaml:26:16 missing-handler .*BuildMethod: esbuild/m);
    expect(stderr).toMatch(/^template\.yaml:15:3 missing-permission /m);
  });
});
