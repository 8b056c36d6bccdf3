/** Names and single values; without a prototype, so that no name is special. */
export type ParameterValues = Record<string, string>;

/** The same, where a name may have several values. */
export type MultiValues = Record<string, MappedValue>;
export type MappedValue = string | readonly string[];
