import {
  isJsonNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  stringifyJson,
} from '../../shared/json.ts';

/** Claims that the authorizer of user pools shows as dates. */
const DATES: ReadonlySet<string> = new Set(['exp', 'iat']);

/**
 * The claims of a user pool's token as a REST API shows them: all texts, lists with commas, `exp`
 * and `iat` as Java prints dates. Null is left out.
 *
 * @see "Integrate a REST API with an Amazon Cognito user pool" (API Gateway Developer Guide)
 */
export function claimTexts(claims: JsonObject): JsonObject {
  const texts = Object.entries(claims)
    .filter(([, value]) => value !== null)
    .map(([name, value]): [string, string] => [name, claimText(name, value)]);
  return Object.fromEntries(texts);
}

function claimText(name: string, value: JsonValue): string {
  if (DATES.has(name) && isJsonNumber(value)) return javaDate(Number(value) * 1000);
  if (Array.isArray(value)) return value.map((item) => claimText('', item)).join(',');
  return isJsonObject(value) ? stringifyJson(value) : String(value);
}

/** `Wed Jan 31 10:20:30 UTC 2024`. */
function javaDate(timeMs: number): string {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) return String(timeMs / 1000);
  const [weekday, day, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
