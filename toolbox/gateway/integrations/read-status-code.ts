const TOKEN = /\s*(?:([{}[\]:,])|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s{}[\]:,"']+))/gsy;

type Token =
  | { readonly kind: 'mark' | 'word'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string };

/**
 * Reads `statusCode` from what a mock integration's request template rendered. The reader is
 * lenient as the one of API Gateway: names without quotes, single quotes and trailing commas are
 * accepted.
 *
 * @returns undefined when the text is no object, or its `statusCode` is no integer
 * @see "Set up mock integrations in API Gateway" (API Gateway Developer Guide)
 */
export function readStatusCode(text: string): number | undefined {
  const tokens = tokenize(text);
  if (tokens?.[0]?.text !== '{' || tokens[0].kind !== 'mark') return undefined;
  const open: string[] = [];
  let statusCode: Token | undefined;
  for (const [index, token] of tokens.entries()) {
    if (index > 0 && open.length === 0) return undefined;
    if (token.kind === 'mark') {
      if (!follow(open, token.text)) return undefined;
    } else if (open.length === 1 && token.text === 'statusCode' && isKey(tokens, index)) {
      statusCode = tokens[index + 2];
    }
  }
  if (open.length > 0 || statusCode?.kind !== 'word') return undefined;
  return /^-?\d+$/.test(statusCode.text) ? Number(statusCode.text) : undefined;
}

function tokenize(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    const [, mark, double, single, word] = match;
    if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'string', text: double ?? single ?? '' });
  }
  return tokens;
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** Follows brackets; false when one closes what is not open. */
function follow(open: string[], mark: string): boolean {
  const closing = CLOSING[mark];
  if (closing !== undefined) open.push(closing);
  else if (mark === '}' || mark === ']') return open.pop() === mark;
  return true;
}

function isKey(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return (
    before?.kind === 'mark' &&
    (before.text === '{' || before.text === ',') &&
    tokens[index + 1]?.text === ':'
  );
}
