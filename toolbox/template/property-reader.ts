import type { Position } from '../shared/problem.ts';
import {
  isMapping,
  type MappingNode,
  type ScalarNode,
  type SequenceNode,
  scalarText,
  type TemplateNode,
} from './nodes.ts';
import type { ProblemList } from './problem-list.ts';

/** Reads resolved properties; one of the wrong kind is reported and reads as absent. */
export class PropertyReader {
  readonly #properties: MappingNode | undefined;
  readonly #owner: string;
  readonly #problems: ProblemList;

  /** @param owner - how messages name what the properties belong to, such as `function "Start"` */
  constructor(properties: MappingNode | undefined, owner: string, problems: ProblemList) {
    this.#properties = properties;
    this.#owner = owner;
    this.#problems = problems;
  }

  text(key: string): string | undefined {
    return scalarText(this.#scalar(key));
  }

  /** As `text`, and its absence is reported. */
  requiredText(key: string): string | undefined {
    if (this.#properties !== undefined && !this.#properties.entries.has(key)) {
      const message = `${this.#owner} has no ${key}: add it`;
      this.#problems.error(this.#properties.position, 'missing-property', message);
    }
    return this.text(key);
  }

  number(key: string, minimum = -Infinity, maximum = Infinity): number | undefined {
    const node = this.#scalar(key);
    const text = scalarText(node);
    if (node === undefined || text === undefined) return undefined;
    const number = text.trim() === '' ? Number.NaN : Number(text);
    if (number >= minimum && number <= maximum) return number;
    const range = [
      minimum > -Infinity ? ` of ${minimum} or more` : '',
      maximum < Infinity ? ` and at most ${maximum}` : '',
    ].join('');
    return this.#refuse(key, node.position, `a number${range}, not "${text}"`);
  }

  oneOf<Value extends string>(key: string, values: readonly Value[]): Value | undefined {
    const node = this.#scalar(key);
    const text = scalarText(node);
    if (node === undefined || text === undefined) return undefined;
    const value = values.find((candidate) => candidate === text);
    return value ?? this.#refuse(key, node.position, `one of ${values.join(', ')}, not "${text}"`);
  }

  mapping(key: string): MappingNode | undefined {
    const node = this.#present(key);
    if (node === undefined || isMapping(node)) return node;
    return this.#refuse(key, node.position, 'a mapping');
  }

  sequence(key: string): SequenceNode | undefined {
    const node = this.#present(key);
    if (node === undefined || node.kind === 'sequence') return node;
    return this.#refuse(key, node.position, 'a list');
  }

  /** The texts of a list. */
  texts(key: string): string[] {
    const items = this.sequence(key)?.items ?? [];
    return items.map(scalarText).filter((item) => item !== undefined);
  }

  /** A mapping from names to texts. */
  textsByName(key: string): Record<string, string> {
    const texts: [string, string][] = [];
    for (const [name, { value }] of this.mapping(key)?.entries ?? []) {
      if (value.kind === 'scalar') texts.push([name, String(value.value ?? '')]);
      else this.#refuse(`${key}.${name}`, value.position, 'text');
    }
    return Object.fromEntries(texts);
  }

  /** Where a property stands; undefined without a value. */
  positionOf(key: string): Position | undefined {
    return this.#present(key)?.position;
  }

  #scalar(key: string): ScalarNode | undefined {
    const node = this.#present(key);
    if (node === undefined || node.kind === 'scalar') return node;
    return this.#refuse(key, node.position, 'text');
  }

  /** What has no value, or one that could not be resolved and is reported, counts as absent. */
  #present(key: string): TemplateNode | undefined {
    const node = this.#properties?.entries.get(key)?.value;
    const isAbsent = node?.kind === 'scalar' && (node.unresolved || node.value === null);
    return isAbsent ? undefined : node;
  }

  #refuse(key: string, position: Position, expected: string): undefined {
    const message = `${key} of ${this.#owner} has to be ${expected}`;
    this.#problems.error(position, 'invalid-property', message);
  }
}
