import { byMediaType, mediaTypeOf } from '../../../toolbox/gateway/media-type.ts';

describe('mediaTypeOf', () => {
  test.each([
    { header: undefined, type: 'application/json' },
    { header: '', type: 'application/json' },
    { header: 'application/json', type: 'application/json' },
    { header: 'Application/JSON; charset=utf-8', type: 'application/json' },
    { header: 'text/html, application/json', type: 'text/html' },
    { header: ' text/plain ;q=0.5', type: 'text/plain' },
    { header: 'constructor', type: 'constructor' },
  ])('reads $header as $type', ({ header, type }) => {
    expect(mediaTypeOf(header)).toBe(type);
  });
});

describe('byMediaType', () => {
  test('finds an entry whatever its spelling and parameters', () => {
    const table = byMediaType({ 'Text/XML; charset=utf-8': 1 }, (value) => value);

    expect(table.get('text/xml')).toBe(1);
  });
});
