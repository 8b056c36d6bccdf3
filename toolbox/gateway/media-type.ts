export const APPLICATION_JSON = 'application/json';

/**
 * The first media type of a `Content-Type` or `Accept` header, in lower case and without
 * parameters.
 *
 * @returns `application/json` when the header is absent or blank
 */
export function mediaTypeOf(header: string | undefined): string {
  if (header === undefined) return APPLICATION_JSON;
  if (header === APPLICATION_JSON) return header;
  const end = header.search(/[;,]/);
  const type = (end === -1 ? header : header.slice(0, end)).trim().toLowerCase();
  return type === '' ? APPLICATION_JSON : type;
}

/**
 * A table by media type, as written in the developer's files, with keys that `mediaTypeOf` finds.
 */
export function byMediaType<Value, Result>(
  table: Readonly<Record<string, Value>>,
  convert: (value: Value) => Result,
): ReadonlyMap<string, Result> {
  return new Map(Object.entries(table).map(([type, value]) => [mediaTypeOf(type), convert(value)]));
}
