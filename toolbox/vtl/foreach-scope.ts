import { JavaObject, type VtlValue } from './value.ts';

/** `$foreach`: where a loop stands. */
export class ForeachScope extends JavaObject {
  index = 0;
  readonly #length: number;
  readonly #parent: ForeachScope | undefined;

  /** @param outer - what `$foreach` stood for before the loop */
  constructor(length: number, outer: VtlValue | undefined) {
    super();
    this.#length = length;
    this.#parent = outer instanceof ForeachScope ? outer : undefined;
  }

  get hasNext(): boolean {
    return this.index + 1 < this.#length;
  }

  get topmost(): ForeachScope {
    return this.#parent === undefined ? this : this.#parent.topmost;
  }

  override property(name: string): VtlValue | undefined {
    switch (name) {
      case 'index':
        return this.index;
      case 'count':
        return this.index + 1;
      case 'hasNext':
        return this.hasNext;
      case 'first':
        return this.index === 0;
      case 'last':
        return !this.hasNext;
      case 'parent':
        return this.#parent;
      case 'topmost':
        return this.topmost;
      default:
        return undefined;
    }
  }

  /** The properties are methods of Java too: `getIndex()`, `hasNext()`, `isFirst()`. */
  override call(method: string): VtlValue | undefined {
    if (method === 'hasNext') return this.hasNext;
    const name = /^(?:get|is)([A-Z])(\w*)$/.exec(method);
    return name === null ? undefined : this.property(`${name[1]?.toLowerCase()}${name[2]}`);
  }

  override toString(): string {
    return '';
  }
}
