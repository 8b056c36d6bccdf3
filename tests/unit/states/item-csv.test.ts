import { parseCsv } from '../../../toolbox/states/item-csv.ts';

describe('parseCsv', () => {
  test.each([
    {
      name: 'rows of fields',
      text: 'a,b\nc,d\n',
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    { name: 'a last row without a line break', text: 'a\nb', rows: [['a'], ['b']] },
    { name: 'line breaks of either kind', text: 'a\r\nb\nc\r\n', rows: [['a'], ['b'], ['c']] },
    { name: 'empty fields', text: ',a,\n', rows: [['', 'a', '']] },
    { name: 'an empty field at the end of the text', text: 'a,', rows: [['a', '']] },
    { name: 'no rows in empty lines', text: '\na\n\n', rows: [['a']] },
    { name: 'no rows in no text', text: '', rows: [] },
    { name: 'delimiters and line breaks in quotes', text: '"a,b\nc",d', rows: [['a,b\nc', 'd']] },
    { name: 'doubled quotes', text: '"say ""hi""",b', rows: [['say "hi"', 'b']] },
    { name: 'quotes inside a field as they are', text: 'a"b",c', rows: [['a"b"', 'c']] },
    { name: 'a byte order mark as nothing', text: '\uFEFFa', rows: [['a']] },
  ])('reads $name', ({ text, rows }) => {
    expect(parseCsv(text, ',')).toEqual(rows);
  });

  test('splits at the delimiter that it is given', () => {
    expect(parseCsv('a,b|c', '|')).toEqual([['a,b', 'c']]);
  });
});
