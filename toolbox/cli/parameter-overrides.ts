import { InvalidArgumentError } from 'commander';

const LONG_FORM = /^ParameterKey=([^,]+),ParameterValue=(.*)$/s;
const SHORT_FORM = /^([A-Za-z0-9]+)=(.*)$/s;
/** Where another override begins inside one argument, as in `"Stage=dev Owner=me"`. */
const NEXT_OVERRIDE = /\s+(?=(?:[A-Za-z0-9]+)=)/;

/**
 * Reads one argument of `--parameter-overrides` as SAM CLI takes it, which may hold several; quotes around a value are
 * dropped, as there.
 *
 * @throws InvalidArgumentError for what is neither form
 */
export function parameterOverrides(argument: string): Record<string, string> {
  const overrides: Record<string, string> = {};
  for (const value of argument.trim().split(NEXT_OVERRIDE)) {
    const match = LONG_FORM.exec(value) ?? SHORT_FORM.exec(value);
    if (match === null) {
      throw new InvalidArgumentError(
        `"${value}" is not Key=Value nor ParameterKey=Key,ParameterValue=Value.`,
      );
    }
    overrides[match[1] as string] = (match[2] as string).replace(/^(["'])(.*)\1$/s, '$2');
  }
  return overrides;
}
