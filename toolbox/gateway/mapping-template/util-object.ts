import { parseJson } from '../../shared/parse-json.ts';
import { JavaException } from '../../vtl/java-exception.ts';
import { JavaObject, textOf, type VtlValue } from '../../vtl/value.ts';
import { escapeJavaScript } from './escape-java-script.ts';

/** @see "$util Variables" (API Gateway Developer Guide) */
const FUNCTIONS: ReadonlyMap<string, (text: string) => VtlValue> = new Map<
  string,
  (text: string) => VtlValue
>([
  ['escapeJavaScript', escapeJavaScript],
  ['parseJson', parse],
  ['urlEncode', urlEncode],
  ['urlDecode', urlDecode],
  ['base64Encode', (text) => Buffer.from(text, 'utf8').toString('base64')],
  ['base64Decode', (text) => Buffer.from(text, 'base64').toString('utf8')],
]);

class UtilObject extends JavaObject {
  override call(method: string, args: readonly VtlValue[]): VtlValue | undefined {
    return args.length === 1 ? FUNCTIONS.get(method)?.(textOf(args[0])) : undefined;
  }

  override toString(): string {
    return '';
  }
}

/** `$util`. */
export const UTIL: JavaObject = new UtilObject();

/** Local runtime: what is no JSON reads as an empty string, as it does with `$input.path`. */
function parse(text: string): VtlValue {
  try {
    return parseJson(text);
  } catch {
    return '';
  }
}

const LONE_SURROGATE = /\p{Surrogate}/gu;
const KEPT_BY_JAVASCRIPT = /[!'()~]|%20/g;

/** @see "java.net.URLEncoder" (Java SE API) */
function urlEncode(text: string): string {
  return encodeURIComponent(text.replace(LONE_SURROGATE, '?')).replace(
    KEPT_BY_JAVASCRIPT,
    (kept) => (kept === '%20' ? '+' : `%${kept.charCodeAt(0).toString(16).toUpperCase()}`),
  );
}

/** @see "java.net.URLDecoder" (Java SE API) */
function urlDecode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-fA-F]{2})+|%/g, (encoded) => {
    if (encoded === '%') {
      throw new JavaException(
        `IllegalArgumentException: '${text.slice(0, 100)}' has a '%' without two hexadecimal digits`,
      );
    }
    return Buffer.from(encoded.replaceAll('%', ''), 'hex').toString('utf8');
  });
}
