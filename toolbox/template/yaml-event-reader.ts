import {
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { Position } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';
import {
  isMapping,
  type MappingEntry,
  type ScalarNode,
  scalarNode,
  type TemplateNode,
} from './nodes.ts';
import type { ProblemList } from './problem-list.ts';
import { scalarOffsets } from './scalar-offsets.ts';
import { longFormOf } from './short-tags.ts';
import { plainScalarValue, taggedScalarValue } from './yaml-scalars.ts';

/** Makes nodes of the flat list of events of a document, which it walks once. */
export class YamlEventReader {
  readonly #source: TextSource;
  readonly #events: readonly Event[];
  readonly #problems: ProblemList;
  readonly #anchors = new Map<string, TemplateNode>();
  /** Behind the event that opens the document. */
  #next = 1;
  /** Where an empty value stands: behind what was read last. */
  #lastOffset = 0;

  constructor(source: TextSource, events: readonly Event[], problems: ProblemList) {
    this.#source = source;
    this.#events = events;
    this.#problems = problems;
  }

  read(): TemplateNode {
    const event = this.#events[this.#next];
    this.#next += 1;
    if (event?.type === EVENT_ID.ALIAS) return this.#alias(event.anchorStart, event.anchorEnd);
    if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) {
      this.#next -= 1;
      return scalarNode(this.#source.positionAt(this.#lastOffset), null);
    }
    const tag = this.#slice(event.tagStart, event.tagEnd);
    const node = this.#withTag(tag, event, this.#untagged(event, tag));
    if (event.anchorStart !== -1) {
      this.#anchors.set(this.#slice(event.anchorStart, event.anchorEnd), node);
    }
    return node;
  }

  #untagged(event: MappingEvent | ScalarEvent | SequenceEvent, tag: string): TemplateNode {
    if (event.type === EVENT_ID.SCALAR) return this.#scalar(event, tag);
    this.#lastOffset = event.start;
    const position = this.#source.positionAt(event.start);
    if (event.type === EVENT_ID.SEQUENCE) {
      const items: TemplateNode[] = [];
      while (!this.#atEnd()) items.push(this.read());
      return { kind: 'sequence', position, items };
    }
    const entries = new Map<string, MappingEntry>();
    const merged: TemplateNode[] = [];
    while (!this.#atEnd()) this.#entry(entries, merged);
    for (const node of merged) mergeInto(entries, node);
    return { kind: 'mapping', position, entries };
  }

  #entry(entries: Map<string, MappingEntry>, merged: TemplateNode[]): void {
    const event = this.#events[this.#next];
    const keyNode = this.read();
    const keyPosition = keyNode.position;
    const value = this.read();
    if (event?.type !== EVENT_ID.SCALAR || keyNode.kind !== 'scalar') {
      const message =
        'a key that is no plain text: write the key as text, in quotes when it has to begin with { or [';
      this.#problems.error(keyPosition, 'yaml-syntax', message);
      return;
    }
    const key = getScalarValue(this.#source.text, event);
    if (key === '<<' && event.style === SCALAR_STYLE.PLAIN) {
      merged.push(value);
    } else if (entries.has(key)) {
      const first = entries.get(key)?.keyPosition;
      const message = `"${key}" is already set in line ${first?.line}: keep one of the two`;
      this.#problems.error(keyPosition, 'duplicate-key', message);
    } else {
      entries.set(key, { keyPosition, value });
    }
  }

  /** True behind the last member of the open mapping or sequence, whose end it takes. */
  #atEnd(): boolean {
    const event = this.#events[this.#next];
    if (event !== undefined && event.type !== EVENT_ID.POP) return false;
    this.#next += 1;
    return true;
  }

  #scalar(event: ScalarEvent, tag: string): ScalarNode {
    const { text } = this.#source;
    if (event.valueStart === -1) {
      const offset = event.tagStart === -1 ? this.#lastOffset : event.tagStart;
      return scalarNode(this.#source.positionAt(offset), null);
    }
    this.#lastOffset = event.valueEnd;
    const position = this.#source.positionAt(startOf(event, text));
    const written = getScalarValue(text, event);
    const plain = event.style === SCALAR_STYLE.PLAIN && tag === '';
    const core = plain ? plainScalarValue(written) : taggedScalarValue(tag, written);
    const value = core === undefined ? written : core;
    if (typeof value !== 'string') return scalarNode(position, value);
    return scalarNode(position, value, this.#locator(event));
  }

  #locator(event: ScalarEvent): (offset: number) => Position {
    let offsets: readonly number[] | undefined;
    return (offset) => {
      if (event.fast) return this.#source.positionAt(event.valueStart + offset);
      offsets ??= scalarOffsets(this.#source.text, event);
      return this.#source.positionAt(offsets[Math.min(offset, offsets.length - 1)] ?? 0);
    };
  }

  #withTag(tag: string, event: { readonly tagStart: number }, node: TemplateNode): TemplateNode {
    if (tag === '' || tag === '!' || tag.startsWith('!!')) return node;
    const position = this.#source.positionAt(event.tagStart);
    const longForm = longFormOf(tag);
    if (longForm === undefined) {
      const message = `${tag} is no tag of CloudFormation: check its spelling, or quote the value when it is text`;
      this.#problems.error(position, 'unknown-tag', message);
      return node;
    }
    const entries = new Map([[longForm, { keyPosition: position, value: node }]]);
    return { kind: 'mapping', position, entries, shortTag: tag };
  }

  #alias(start: number, end: number): TemplateNode {
    const name = this.#slice(start, end);
    this.#lastOffset = end;
    const node = this.#anchors.get(name);
    if (node !== undefined) return node;
    const position = this.#source.positionAt(start - 1);
    const message = `*${name} names no anchor: write &${name} at a value above it, or quote the text`;
    this.#problems.error(position, 'yaml-syntax', message);
    return scalarNode(position, null);
  }

  #slice(start: number, end: number): string {
    return start === -1 ? '' : this.#source.text.slice(start, end);
  }
}

/** A quoted scalar begins at its quote, a block scalar at its first character behind the indentation. */
function startOf({ style, valueStart, indent }: ScalarEvent, text: string): number {
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
    return valueStart - 1;
  }
  if (indent < 0) return valueStart;
  const end = valueStart + indent;
  return text.slice(valueStart, end).trim() === '' ? end : valueStart;
}

/** `<<: *anchor`: what the mapping says itself wins. */
function mergeInto(entries: Map<string, MappingEntry>, node: TemplateNode): void {
  const sources = node.kind === 'sequence' ? node.items : [node];
  for (const source of sources.filter(isMapping)) {
    for (const [key, entry] of source.entries) if (!entries.has(key)) entries.set(key, entry);
  }
}
