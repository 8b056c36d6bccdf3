import { GET_A, loadEvents } from './events-of-an-api.ts';

const MODELS = { api: 'Models: {Pet: {type: object, required: [name]}}' };

// SAM DG "RequestModel" and "RequestParameter", and what SAM's translator writes for them.
describe('requestMembers', () => {
  test('checks bodies by the model of the API', () => {
    const { method, errors, warnings } = loadEvents(
      [`${GET_A}, RequestModel: {Model: Pet, Required: true, ValidateBody: true}`],
      MODELS,
    );

    expect([...errors, ...warnings]).toEqual([]);
    expect(method).toMatchObject({
      requestModels: { 'application/json': { $ref: '#/components/schemas/pet' } },
      requestValidator: { validateRequestBody: true, validateRequestParameters: false },
    });
  });

  test.each([
    ['ValidateBody: true, ValidateParameters: true', true, true],
    ['ValidateParameters: true', false, true],
    ['ValidateBody: false', false, false],
  ])('makes the validator of {%s}', (flags, validateRequestBody, validateRequestParameters) => {
    const { method } = loadEvents([`${GET_A}, RequestModel: {Model: Pet, ${flags}}`], MODELS);

    expect(method?.requestValidator).toEqual({ validateRequestBody, validateRequestParameters });
  });

  test('makes no validator when nothing is said', () => {
    const { method } = loadEvents([`${GET_A}, RequestModel: {Model: Pet}`], MODELS);

    expect(method?.requestValidator).toBeUndefined();
  });

  test('declares RequestParameters, which are not required by default', () => {
    const { method, errors } = loadEvents([
      `${GET_A}, RequestParameters: [method.request.header.X-A, {method.request.querystring.q: {Required: true, Caching: true}}, method.request.path.id]`,
    ]);

    expect(errors).toEqual([]);
    expect(method?.requestParameters).toEqual([
      { name: 'X-A', in: 'header', required: false },
      { name: 'q', in: 'querystring', required: true },
      { name: 'id', in: 'path', required: false },
    ]);
  });

  test.each([
    ['RequestModel: {Model: Cat}', /:10:105 unknown-model .*"Cat" is none .*\(Pet\)/],
    ['RequestModel: {Model: Pet, ValidateBody: "yes"}', /:10:124 invalid-property ValidateBody/],
    ['RequestParameters: [header.X]', /:10:103 invalid-property RequestParameters of the event/],
    [
      'RequestParameters: [{method.request.header.X: {Need: true}}]',
      /:10:103 invalid-property .*\{Required: true, Caching: false\}/,
    ],
  ])('refuses %s at its place', (property, message) => {
    expect(loadEvents([`${GET_A}, ${property}`], MODELS).errors).toEqual([
      expect.stringMatching(message),
    ]);
  });
});
