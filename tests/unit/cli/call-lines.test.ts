import { callLines } from '../../../toolbox/cli/call-lines.ts';
import { aMethod, aRestApi } from '../gateway/an-api.ts';
import { anHttpApi, aRoute } from '../gateway/http-api/an-http-api.ts';

const URL = 'http://127.0.0.1:3000';

const ofRoute = (routeKey: string) => callLines(anHttpApi({ routes: [aRoute({ routeKey })] }), URL);

describe('callLines', () => {
  test.each([
    ['GET /pets', `curl -i -X GET '${URL}/pets'`],
    ['GET /pets/{id}', `curl -i --globoff -X GET '${URL}/pets/{id}'`],
    ['ANY /pets', `curl -i -X POST '${URL}/pets' -H 'content-type: application/json' -d '{}'`],
    ['$default', `curl -i -X GET '${URL}/'`],
  ])('calls the route %s of an HTTP API by %s', (routeKey, line) => {
    expect(ofRoute(routeKey)).toEqual([line]);
  });

  test('calls each method of a REST API', () => {
    const methods = [aMethod({ httpMethod: 'GET' }), aMethod({ httpMethod: 'DELETE' })];

    expect(callLines(aRestApi({ methods }), URL)).toEqual([
      `curl -i -X GET '${URL}/orders'`,
      `curl -i -X DELETE '${URL}/orders'`,
    ]);
  });
});
