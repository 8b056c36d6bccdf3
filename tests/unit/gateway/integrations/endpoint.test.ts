import fc from 'fast-check';
import { compileEndpoint } from '../../../../toolbox/gateway/integrations/endpoint.ts';

const endpointOf = compileEndpoint('http://127.0.0.1:8080/base/{name}/end?fixed={name}');
const text = fc.string({ unit: 'binary' });

describe('compileEndpoint', () => {
  test('keeps any value in its place', () => {
    fc.assert(
      fc.property(text, text, (name, value) => {
        const { origin, path } = endpointOf({ path: { name }, querystring: { q: [value, name] } });

        expect(origin).toBe('http://127.0.0.1:8080');
        expect(path).toMatch(/^\/base\/[\x21-\x7e]*\/end\?fixed=[\x21-\x7e]*$/);
        expect(path).not.toMatch(/[#"<>\\^`{|}]/);
        expect(path.split('?')).toHaveLength(2);
        const query = new URLSearchParams(path.split('?')[1]);
        const wellFormed = (written: string) => Buffer.from(written).toString();
        expect([...query]).toEqual([
          ['fixed', wellFormed(name)],
          ['q', wellFormed(value)],
          ['q', wellFormed(name)],
        ]);
      }),
    );
  });

  test('takes as host what is one, and nothing else', () => {
    const hostOf = compileEndpoint('http://{host}/');
    fc.assert(
      fc.property(text, (host) => {
        try {
          expect(hostOf({ path: { host }, querystring: {} }).origin).toMatch(
            /^http:\/\/(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i,
          );
        } catch (error) {
          expect(error).toMatchObject({ type: 'API_CONFIGURATION_ERROR' });
        }
      }),
    );
  });
});
