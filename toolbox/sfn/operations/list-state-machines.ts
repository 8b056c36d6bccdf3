import { epochSeconds } from '../epoch-seconds.ts';
import { pageOf } from '../page.ts';
import { operation } from './operation.ts';
import { PAGING, type Paging } from './state-machine-rules.ts';

/** @see "ListStateMachines" (Step Functions API Reference) */
export const listStateMachines = operation<Paging>({
  rules: PAGING,
  answer({ stateMachines }, parameters) {
    const { items, nextToken } = pageOf(
      stateMachines.all(),
      ({ sequence }) => sequence,
      parameters,
    );
    return {
      stateMachines: items.map(({ current: { creationDate, name, stateMachineArn, type } }) => ({
        creationDate: epochSeconds(creationDate),
        name,
        stateMachineArn,
        type,
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});
