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
import { MAX_SECONDS, pathField } from './read-expressions.ts';

const FIELDS = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'] as const;

/** @returns undefined when something is wrong or unsupported, which the findings then hold */
export function readWaitEnd(node: DefinitionNode): WaitEnd | undefined {
  const present = FIELDS.filter((key) => propertyOf(node.value, key) !== undefined);
  const [field] = present;
  if (field === undefined || present.length > 1) {
    report(
      node,
      node.pointer,
      `Exactly one of these fields is required: [${FIELDS.join(', ')}], found [${present.join(', ')}]`,
    );
    return undefined;
  }
  switch (field) {
    case 'Seconds': {
      const seconds = integerField(node, field, { min: 0, max: MAX_SECONDS });
      return seconds === undefined ? undefined : { field, seconds };
    }
    case 'Timestamp': {
      const text = stringField(node, field);
      const timestamp = text === undefined ? undefined : parseTimestamp(text);
      if (timestamp !== undefined) return { field, timeMs: toEpochMs(timestamp) };
      if (text !== undefined) {
        report(node, pointerTo(node, field), 'String does not match RFC3339 timestamp');
      }
      return undefined;
    }
    default: {
      const path = pathField(node, field);
      return path === undefined ? undefined : { field, path };
    }
  }
}
