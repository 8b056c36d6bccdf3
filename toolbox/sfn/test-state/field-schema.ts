/** What an API says of a structure. */
export interface StructureSchema {
  readonly required?: readonly string[];
  readonly members: Readonly<Record<string, FieldSchema>>;
}

/** What an API says of one member of a structure, or of one item of a list. */
export interface FieldSchema {
  /** Blobs and points in time are strings. */
  readonly type: 'string' | 'number' | 'boolean' | 'array' | 'object';
  readonly values?: readonly string[];
  /** Of a number, or of the length of a string or array. */
  readonly min?: number;
  readonly max?: number;
  readonly structure?: StructureSchema;
  readonly item?: FieldSchema;
}

export const STRING: FieldSchema = { type: 'string' };
export const NUMBER: FieldSchema = { type: 'number' };
export const BOOLEAN: FieldSchema = { type: 'boolean' };
export const OBJECT: FieldSchema = { type: 'object' };
export const STRINGS: FieldSchema = { type: 'array', item: STRING };

export function text(min: number, max: number): FieldSchema {
  return { type: 'string', min, max };
}

export function oneOf(...values: readonly string[]): FieldSchema {
  return { type: 'string', values };
}

export function structure(members: StructureSchema['members']): FieldSchema {
  return { type: 'object', structure: { members } };
}

export function listOf(members: StructureSchema['members']): FieldSchema {
  return { type: 'array', item: structure(members) };
}

export function named(names: readonly string[], field: FieldSchema): StructureSchema['members'] {
  return Object.fromEntries(names.map((name) => [name, field]));
}
