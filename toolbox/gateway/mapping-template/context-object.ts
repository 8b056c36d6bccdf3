import type { MatchBudget } from '../../shared/java-pattern/java-pattern.ts';
import { copyObject, type JsonObject, propertyOf, setProperty } from '../../shared/json.ts';
import { setPropertyValue } from '../../vtl/access.ts';
import { JavaException } from '../../vtl/java-exception.ts';
import { MAP_METHODS, valuesOf } from '../../vtl/map-methods.ts';
import { isVtlMap, JavaObject, type VtlValue } from '../../vtl/value.ts';
import type { MappingTemplateInput } from '../mapping-template.ts';

type ContextInput = Pick<MappingTemplateInput, 'context' | 'requestOverride' | 'responseOverride'>;

/**
 * `$context`.
 *
 * Local runtime: of its values only those inside the overrides can be set.
 */
export class ContextObject extends JavaObject {
  readonly #input: ContextInput;

  constructor(input: ContextInput) {
    super();
    this.#input = input;
  }

  override property(name: string): VtlValue | undefined {
    if (name === 'requestOverride' || name === 'responseOverride') {
      return new OverrideMap(this.#input[name]);
    }
    return hideMap(propertyOf(this.#input.context, name));
  }

  override call(
    method: string,
    args: readonly VtlValue[],
    budget: MatchBudget,
  ): VtlValue | undefined {
    return this.#entries().call(method, args, budget);
  }

  override items(): readonly VtlValue[] {
    return this.#entries().items();
  }

  override toString(): string {
    return '';
  }

  #entries(): ContextMap {
    const { context, requestOverride, responseOverride } = this.#input;
    const entries = copyObject(context);
    setProperty(entries, 'requestOverride', requestOverride);
    setProperty(entries, 'responseOverride', responseOverride);
    return new ContextMap(entries);
  }
}

/** A map inside `$context`: it has the methods of one, but prints nothing. */
class ContextMap extends JavaObject {
  readonly #map: JsonObject;

  constructor(map: JsonObject) {
    super();
    this.#map = map;
  }

  override property(name: string): VtlValue | undefined {
    return hideMap(propertyOf(this.#map, name));
  }

  override setProperty(name: string, value: VtlValue): void {
    setPropertyValue(this.#map, name, value);
  }

  override call(
    method: string,
    args: readonly VtlValue[],
    budget: MatchBudget,
  ): VtlValue | undefined {
    return hideMap(MAP_METHODS.get(method)?.(this.#map, args, budget));
  }

  override items(): readonly VtlValue[] {
    return valuesOf(this.#map).map((value) => (isVtlMap(value) ? new ContextMap(value) : value));
  }

  override toString(): string {
    return '';
  }
}

/** What a template overrides; each parameter can be overridden once. */
class OverrideMap extends ContextMap {
  readonly #overrides: JsonObject;

  constructor(overrides: JsonObject) {
    super(overrides);
    this.#overrides = overrides;
  }

  override property(name: string): VtlValue | undefined {
    const value = propertyOf(this.#overrides, name);
    return isVtlMap(value) ? new OverrideMap(value as JsonObject) : super.property(name);
  }

  override setProperty(name: string, value: VtlValue): void {
    const before = propertyOf(this.#overrides, name);
    if (before !== undefined && !isVtlMap(before)) {
      throw new JavaException(`${name} is overridden twice: set a variable, and override once`);
    }
    super.setProperty(name, value);
  }
}

function hideMap(value: VtlValue | undefined): VtlValue | undefined {
  return isVtlMap(value) ? new ContextMap(value) : value;
}
