import { EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import type { Problem } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';
import { indexedSource } from './indexed-source.ts';
import type { TemplateNode } from './nodes.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import { YamlEventReader } from './yaml-event-reader.ts';
import { remedyOf } from './yaml-syntax.ts';

/** What a reader made of a file: no root when the file cannot be read at all. */
export interface ReadDocument {
  readonly root: TemplateNode | undefined;
  readonly problems: readonly Problem[];
}

/** Deeper than any template; without a bound a broken file could exhaust the stack. */
const MAX_DEPTH = 200;

/**
 * Reads YAML, and the JSON that it contains, into values with their places. CloudFormation's short tags become their
 * long form: `!Ref X` reads as `Ref: X`.
 *
 * @param file - the name that positions carry
 */
export function readYaml(file: string, text: string): ReadDocument {
  const source = indexedSource(file, text.startsWith('\uFEFF') ? text.slice(1) : text);
  const problems = createProblemList();
  let root: TemplateNode | undefined;
  try {
    const events = parseEvents(source.text, { maxDepth: MAX_DEPTH });
    root = readDocument(source, events, problems);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const position = source.positionAt(error.mark?.position ?? 0);
    problems.error(position, 'yaml-syntax', `${error.reason}: ${remedyOf(error, source.text)}`);
  }
  return { root, problems: problems.sorted() };
}

function readDocument(
  source: TextSource,
  events: readonly Event[],
  problems: ProblemList,
): TemplateNode | undefined {
  const [first, ...others] = events.filter(({ type }) => type === EVENT_ID.DOCUMENT);
  if (first === undefined) {
    problems.error(source.positionAt(0), 'yaml-syntax', 'the file is empty: a mapping is expected');
    return undefined;
  }
  const root = new YamlEventReader(source, events, problems).read();
  if (others.length > 0) {
    const starts = [...source.text.matchAll(/^---/gm)].map(({ index }) => index);
    const isExplicit = first.type === EVENT_ID.DOCUMENT && first.explicitStart;
    const position = source.positionAt(starts[isExplicit ? 1 : 0] ?? 0);
    problems.error(position, 'yaml-syntax', 'a second document: keep one document in the file');
  }
  return root;
}
