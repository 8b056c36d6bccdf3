import { messageOf } from '../shared/message-of.ts';
import { VtlError } from '../vtl/vtl-error.ts';

/** Why the request failed, for the log; of a fault in a mapping template also where. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof VtlError) {
    const { file, line, column } = thrown.position;
    return `${file}:${line}:${column} ${thrown.message}`;
  }
  return messageOf(thrown);
}
