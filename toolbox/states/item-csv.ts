/**
 * Splits CSV text into rows of fields: a field in double quotes may hold delimiters, line breaks and doubled quotes.
 * Empty lines are no rows.
 *
 * @param delimiter - one character
 * @see RFC 4180
 */
export function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let position = text.startsWith('\uFEFF') ? 1 : 0;
  while (position < text.length) {
    const field = readField(text, position, delimiter);
    row.push(field.value);
    position = field.end;
    if (text[position] === delimiter) {
      position += 1;
      if (position < text.length) continue;
      row.push('');
    }
    if (text.startsWith('\r\n', position)) position += 2;
    else position += 1;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

/** @returns `end` is the place of the delimiter or line break behind the field */
function readField(text: string, start: number, delimiter: string): { value: string; end: number } {
  let value = '';
  let position = start;
  if (text[position] === '"') {
    for (position += 1; position < text.length; position += 1) {
      if (text[position] !== '"') value += text[position];
      else if (text[position + 1] === '"') {
        value += '"';
        position += 1;
      } else {
        position += 1;
        break;
      }
    }
  }
  const rest = position;
  while (position < text.length && !isFieldEnd(text[position] as string, delimiter)) position += 1;
  return { value: value + text.slice(rest, position), end: position };
}

function isFieldEnd(character: string, delimiter: string): boolean {
  return character === delimiter || character === '\n' || character === '\r';
}
