import type { ParameterMapping } from '../../template/http-api-model.ts';
import { headerValue, isHeaderName } from '../http-rules.ts';
import {
  compileMappingExpression,
  type MappingSource,
  type MappingValues,
} from './mapping-expression.ts';

/** A parameter mapping that is ready to be used many times. */
export interface CompiledMapping extends Omit<ParameterMapping, 'value'> {
  readonly source: MappingSource;
}

export function compileMapping({ value, ...mapping }: ParameterMapping): CompiledMapping {
  return { ...mapping, source: compileMappingExpression(value) };
}

type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * The headers with the mappings of headers made, in the order of the template. Local runtime: a
 * value that is not there changes nothing, and neither does a name that no header can have.
 */
export function mappedHeaders<Headers extends Pairs>(
  headers: Headers,
  mappings: readonly CompiledMapping[],
  values: MappingValues,
): Pairs {
  const ofHeaders = mappings.filter(({ place, name }) => place === 'header' && isHeaderName(name));
  return mappedPairs(headers, ofHeaders, values, {
    isSame: (one, other) => one.toLowerCase() === other.toLowerCase(),
    encoded: headerValue,
  });
}

export function mappedQuery(
  querystring: Pairs,
  mappings: readonly CompiledMapping[],
  values: MappingValues,
): Pairs {
  const ofQuery = mappings.filter(({ place }) => place === 'querystring');
  return mappedPairs(querystring, ofQuery, values, {
    isSame: (one, other) => one === other,
    encoded: (value) => value,
  });
}

/** The value that the path or the status is overwritten with. */
export function overwritingValue(
  place: 'path' | 'statuscode',
  mappings: readonly CompiledMapping[],
  values: MappingValues,
): string | undefined {
  return mappings.find((mapping) => mapping.place === place)?.source(values);
}

interface PairRules {
  isSame(one: string, other: string): boolean;
  encoded(value: string): string;
}

function mappedPairs(
  pairs: Pairs,
  mappings: readonly CompiledMapping[],
  values: MappingValues,
  { isSame, encoded }: PairRules,
): Pairs {
  let mapped = pairs;
  for (const { action, name, source } of mappings) {
    const value = action === 'remove' ? undefined : source(values);
    if (action !== 'remove' && value === undefined) continue;
    const kept = action === 'append' ? mapped : mapped.filter(([one]) => !isSame(one, name));
    mapped = value === undefined ? kept : [...kept, [name, encoded(value)]];
  }
  return mapped;
}
