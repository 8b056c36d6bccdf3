import { JavaException } from './java-exception.ts';
import { JavaObject, type VtlValue } from './value.ts';

/** What `iterator()` gives. */
export class JavaIterator extends JavaObject {
  readonly #items: readonly VtlValue[];
  #next = 0;

  constructor(items: readonly VtlValue[]) {
    super();
    this.#items = items;
  }

  override items(): readonly VtlValue[] {
    return this.#items.slice(this.#next);
  }

  override call(method: string): VtlValue | undefined {
    if (method === 'hasNext') return this.#next < this.#items.length;
    if (method !== 'next') return undefined;
    if (this.#next >= this.#items.length) {
      throw new JavaException('NoSuchElementException: test hasNext() first');
    }
    this.#next += 1;
    return this.#items[this.#next - 1];
  }

  override toString(): string {
    return '';
  }
}
