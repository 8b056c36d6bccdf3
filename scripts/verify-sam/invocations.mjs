const EXECUTIONS = 'arn:aws:states:us-east-1:123456789012:execution';
const STATE_MACHINES = 'arn:aws:states:us-east-1:123456789012:stateMachine';

const CORS = {
  CORS_ORIGIN: 'http://localhost:3000',
  CORS_METHODS: 'GET,POST,OPTIONS',
  CORS_HEADERS: 'Content-Type,Idempotency-Key',
};
const JSON_TYPE = { 'Content-Type': 'application/json' };
const CORS_HEADERS = {
  'Access-Control-Allow-Origin': CORS.CORS_ORIGIN,
  'Access-Control-Allow-Methods': CORS.CORS_METHODS,
  'Access-Control-Allow-Headers': CORS.CORS_HEADERS,
};

const SMALL_BYTES = 1024;
/** Far too few for the SDK, which Lambda brings. */
const LARGER_BYTES = 2048;

/** A step of the execute workflow: it logs its event and answers its name. */
function step(name, functionName, environment = {}) {
  return {
    name,
    event: functionName,
    maxBytes: SMALL_BYTES,
    environment,
    printed: (event) => [{ function: functionName, event }, { function: functionName }],
  };
}

/** An invocation of the pets API: it logs its route and answers the pet. */
function petsRoute(event, route, pet) {
  return {
    name: 'PetsFunction',
    event,
    maxBytes: LARGER_BYTES,
    environment: {},
    printed: () => [
      { function: 'pets', route },
      { statusCode: 200, headers: JSON_TYPE, body: JSON.stringify(pet) },
    ],
  };
}

const CAT = { id: 2, type: 'cat', price: 150.5 };

/**
 * What each function is started with, logs and answers: `event` is a file in `events/`, `printed`
 * the logged lines and the answer. `started` is the execution that there is afterwards.
 */
export const INVOCATIONS = [
  step('StartFunction', 'start'),
  step('Wait3000Function', 'wait3000', { WAIT_MS: '3000' }),
  step('Wait500Function', 'wait500', { WAIT_MS: '500' }),
  step('EndFunction', 'end'),
  {
    name: 'HelloFunction',
    event: 'hello',
    maxBytes: SMALL_BYTES,
    environment: {},
    printed: (event, context) => [
      { function: 'hello', event, context },
      { ...event, key: 'value' },
    ],
  },
  {
    name: 'StartHelloFunction',
    event: 'start-hello',
    maxBytes: LARGER_BYTES,
    environment: { STATE_MACHINE_ARN: `${STATE_MACHINES}:HelloStateMachine`, ...CORS },
    started: ({ requestContext }) => `${EXECUTIONS}:HelloStateMachine:${requestContext.requestId}`,
    printed(event) {
      const executionArn = this.started(event);
      const headers = { ...JSON_TYPE, ...CORS_HEADERS };
      return [
        { function: 'start-hello', executionArn },
        { statusCode: 202, headers, body: JSON.stringify({ executionArn }) },
      ];
    },
  },
  {
    name: 'StartChoiceFunction',
    event: 'choice-a',
    maxBytes: LARGER_BYTES,
    environment: { STATE_MACHINE_ARN: `${STATE_MACHINES}:ChoiceStateMachine` },
    started: (_event, { awsRequestId }) => `${EXECUTIONS}:ChoiceStateMachine:${awsRequestId}`,
    printed(event, context) {
      const executionArn = this.started(event, context);
      return [{ function: 'start-choice', executionArn }, { executionArn }];
    },
  },
  petsRoute('add-pet', 'POST /pets', CAT),
  petsRoute('get-pet', 'GET /pets/{petId}', CAT),
];
