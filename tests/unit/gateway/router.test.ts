import { createRouter } from '../../../toolbox/gateway/router.ts';
import { aMethod } from './an-api.ts';

function route(routes: readonly string[], request: string): string | undefined {
  const methods = routes.map((written) => {
    const [httpMethod = '', resourcePath = ''] = written.split(' ');
    return aMethod({ httpMethod, resourcePath });
  });
  const router = createRouter(
    methods,
    ({ httpMethod, resourcePath }) => `${httpMethod} ${resourcePath}`,
  );
  const [httpMethod = '', path = ''] = request.split(' ');
  return router(httpMethod, path)?.target;
}

describe('createRouter', () => {
  const pets = ['GET /pets/mine', 'GET /pets/{petId}', 'GET /{proxy+}'];

  test.each([
    { name: 'an exact segment beats a parameter', request: 'GET /pets/mine', found: pets[0] },
    { name: 'a parameter beats a greedy one', request: 'GET /pets/7', found: pets[1] },
    { name: 'a greedy parameter takes what is left', request: 'GET /pets/7/toys', found: pets[2] },
    { name: 'a trailing slash is ignored', request: 'GET /pets/mine/', found: pets[0] },
    { name: 'leading slashes are one', request: 'GET //pets/mine', found: pets[0] },
    { name: 'an empty segment is no parameter', request: 'GET /pets//', found: pets[2] },
    { name: 'a greedy parameter needs a segment', request: 'GET /', found: undefined },
    { name: 'another method is unknown', request: 'POST /pets/mine', found: undefined },
    { name: 'GET does not answer HEAD', request: 'HEAD /pets/mine', found: undefined },
  ])('$name: $request', ({ request, found }) => {
    expect(route(pets, request)).toBe(found);
  });

  test('falls through to a greedy parent when the exact resource lacks the method', () => {
    const routes = ['GET /pets/mine', 'ANY /{proxy+}'];

    expect(route(routes, 'DELETE /pets/mine')).toBe('ANY /{proxy+}');
  });

  test('falls through when the exact branch has nothing below', () => {
    const routes = ['GET /pets/mine/toys', 'GET /pets/{petId}/food'];

    expect(route(routes, 'GET /pets/mine/food')).toBe('GET /pets/{petId}/food');
  });

  test('ANY answers every method that the resource does not name, OPTIONS too', () => {
    const routes = ['ANY /pets', 'GET /pets'];

    expect(route(routes, 'OPTIONS /pets')).toBe('ANY /pets');
    expect(route(routes, 'GET /pets')).toBe('GET /pets');
  });

  test.each(['TRACE', 'PROPFIND'])('ANY does not answer %s', (httpMethod) => {
    expect(route(['ANY /pets'], `${httpMethod} /pets`)).toBeUndefined();
  });

  test('serves the root', () => {
    expect(route(['GET /'], 'GET /')).toBe('GET /');
  });

  test('takes no name of an object for a route', () => {
    expect(route(['GET /pets'], 'GET /constructor')).toBeUndefined();
    expect(route(['GET /pets'], 'GET /__proto__')).toBeUndefined();
  });

  test('decodes path parameters, which are matched as they were sent', () => {
    const router = createRouter(
      [aMethod({ httpMethod: 'GET', resourcePath: '/a/{one}/b/{rest+}' })],
      () => 'found',
    );

    const match = router('GET', '/a/x%2Fy%20z/b/c/%zz');

    expect({ ...match?.pathParameters }).toEqual({ one: 'x/y z', rest: 'c/%zz' });
    expect({ ...match?.rawPathParameters }).toEqual({ one: 'x%2Fy%20z', rest: 'c/%zz' });
  });

  test('takes the slashes at both ends from a greedy parameter, and none in it', () => {
    const router = createRouter(
      [aMethod({ httpMethod: 'GET', resourcePath: '/a/{rest+}' })],
      () => 'found',
    );

    expect(router('GET', '/a//b//c/')?.rawPathParameters).toMatchObject({ rest: 'b//c' });
  });
});
