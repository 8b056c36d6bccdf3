import { propertyOf } from '../../shared/json.ts';
import type { WaitEnd } from '../definition.ts';
import { parseTimestamp, toEpochMs } from '../timestamp.ts';
import {
  type DefinitionNode,
  integerField,
  pointerTo,
  report,
  stringField,
} from './definition-node.ts';
import { MAX_SECONDS, valueField } from './read-expressions.ts';

const FIELDS = {
  JSONPath: ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  JSONata: ['Seconds', 'Timestamp'],
} as const;

/** @returns undefined when something is wrong, which the findings then hold */
export function readWaitEnd(node: DefinitionNode): WaitEnd | undefined {
  const fields = FIELDS[node.state.queryLanguage];
  const present = fields.filter((key) => propertyOf(node.value, key) !== undefined);
  const [field] = present;
  if (field === undefined || present.length > 1) {
    report(
      node,
      node.pointer,
      `Exactly one of these fields is required: [${fields.join(', ')}], found [${present.join(', ')}]`,
    );
    return undefined;
  }
  if (field.startsWith('Seconds')) {
    const seconds = valueField(node, 'Seconds', (_node, key) =>
      integerField(node, key, { min: 0, max: MAX_SECONDS }),
    );
    return seconds === undefined ? undefined : { kind: 'seconds', seconds };
  }
  const timestamp = valueField(node, 'Timestamp', timestampField);
  return timestamp === undefined ? undefined : { kind: 'timestamp', timestamp };
}

function timestampField(node: DefinitionNode, key: string): { timeMs: number } | undefined {
  const text = stringField(node, key);
  const timestamp = text === undefined ? undefined : parseTimestamp(text);
  if (timestamp !== undefined) return { timeMs: toEpochMs(timestamp) };
  if (text !== undefined) {
    report(node, pointerTo(node, key), 'String does not match RFC3339 timestamp');
  }
  return undefined;
}
