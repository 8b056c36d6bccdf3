import type { RequestMapping } from './mapping-targets.ts';
import type { MappingValues } from './parameter-mapping.ts';
import type { MultiValues, ParameterValues } from './parameter-values.ts';

export type MappedParameters = Readonly<Record<'header' | 'querystring' | 'path', MultiValues>>;

const NO_PARAMETERS: ParameterValues = Object.freeze(Object.create(null));
const NOTHING_MAPPED: MappedParameters = {
  header: NO_PARAMETERS,
  querystring: NO_PARAMETERS,
  path: NO_PARAMETERS,
};

/**
 * What the `requestParameters` of an integration set.
 *
 * @param valuesOf - asked only when something is mapped
 */
export function mapRequestParameters(
  requestMappings: readonly RequestMapping[],
  valuesOf: () => MappingValues,
): MappedParameters {
  if (requestMappings.length === 0) return NOTHING_MAPPED;
  const values = valuesOf();
  const mapped: MappedParameters = {
    header: Object.create(null),
    querystring: Object.create(null),
    path: Object.create(null),
  };
  for (const { place, name, source } of requestMappings) {
    const value = source(values);
    if (value !== undefined) mapped[place][name] = value;
  }
  return mapped;
}

/** There is one place for a path parameter: several values stand there with commas. */
export function singleValues(values: MultiValues): ParameterValues {
  if (values === NO_PARAMETERS) return NO_PARAMETERS;
  const singles: ParameterValues = Object.create(null);
  for (const [name, value] of Object.entries(values)) singles[name] = [value].flat().join(',');
  return singles;
}
