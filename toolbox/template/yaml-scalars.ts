import {
  boolYaml11Tag,
  floatYaml11Tag,
  intYaml11Tag,
  NOT_RESOLVED,
  nullYaml11Tag,
  type ScalarTagDefinition,
} from 'js-yaml';
import { JsonNumber } from '../shared/json.ts';
import type { ScalarNode } from './nodes.ts';

const PLAIN_TAGS: readonly ScalarTagDefinition[] = [
  nullYaml11Tag,
  boolYaml11Tag,
  intYaml11Tag,
  floatYaml11Tag,
];

const EXPLICIT_TAGS: Readonly<Record<string, ScalarTagDefinition>> = {
  '!!null': nullYaml11Tag,
  '!!bool': boolYaml11Tag,
  '!!int': intYaml11Tag,
  '!!float': floatYaml11Tag,
};

/** How numbers, dates and the words of the core schema begin; most text does not. */
const PERHAPS_NOT_TEXT = /^(?:$|[-+.~\d]|[nyotfNYOTF])/;
const ONE_LETTER = /^[a-z]$/i;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The value of a plain scalar without a tag, by the rules of YAML 1.1, which CloudFormation and SAM follow. Dates stay
 * text, as in `Version: 2012-10-17`.
 *
 * @see "CloudFormation template formats"
 */
export function plainScalarValue(text: string): ScalarNode['value'] {
  // SAM and CloudFormation read a single y or n as text.
  if (!PERHAPS_NOT_TEXT.test(text) || ONE_LETTER.test(text)) return text;
  const first = text.charAt(0);
  for (const tag of PLAIN_TAGS) {
    if (tag.implicitFirstChars !== null && !tag.implicitFirstChars.includes(first)) continue;
    const value = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) return jsonScalar(text, value);
  }
  return text;
}

/** The value of a scalar with a core tag such as `!!str`; undefined when the tag is none or the text does not fit. */
export function taggedScalarValue(tag: string, text: string): ScalarNode['value'] | undefined {
  if (tag === '!!str' || tag === '!') return text;
  const definition = EXPLICIT_TAGS[tag];
  const value = definition?.resolve(text, true, definition.tagName);
  return value === undefined || value === NOT_RESOLVED ? undefined : jsonScalar(text, value);
}

function jsonScalar(text: string, value: unknown): ScalarNode['value'] {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value !== 'number' || !Number.isFinite(value)) return text;
  return JSON_NUMBER.test(text) && String(value) !== text ? new JsonNumber(text) : value;
}
