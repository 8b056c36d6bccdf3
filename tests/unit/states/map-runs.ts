import type { JsonValue } from '../../../toolbox/shared/json.ts';
import type { TaskInvoker } from '../../../toolbox/states/execution.ts';
import type {
  ChildExecution,
  ChildInput,
  MapRunRequest,
  StartMapRun,
} from '../../../toolbox/states/map-run.ts';
import { runStateMachine } from '../../../toolbox/states/run.ts';
import type { SimulatedClock } from '../../simulated-clock.ts';
import { aRun, echo } from './a-run.ts';

const NOTHING = { StartAt: 'Nothing', States: { Nothing: { Type: 'Succeed' } } };

/** Map runs that keep what they were asked for; their children run in the interpreter. */
export function recordedMapRuns(clock: SimulatedClock, invokeTask: TaskInvoker = echo) {
  const requests: MapRunRequest[] = [];
  const inputs: JsonValue[] = [];
  const endings: string[] = [];
  const children: ChildExecution[] = [];
  const progress = { running: 0, mostRunning: 0 };

  const startMapRun: StartMapRun = (request) => {
    requests.push(request);
    return {
      mapRunArn: 'arn:aws:states:us-east-1:123456789012:mapRun:Machine/Label:run-1',
      limits: request.limits,
      redriveCount: request.isRedriven ? 1 : 0,
      announce(announced: readonly ChildInput[]) {
        inputs.push(...announced.map(({ input }) => input.value));
      },
      async runChild(child, signal) {
        progress.running += 1;
        progress.mostRunning = Math.max(progress.mostRunning, progress.running);
        const startDate = clock.now();
        const inputText = child.input.text;
        const run = aRun(NOTHING, { inputText, invokeTask, clock, signal, startMapRun });
        const definition = { ...request.processor, TimeoutSeconds: undefined };
        const outcome = await runStateMachine({ ...run, definition, mapItem: child.mapItem });
        progress.running -= 1;
        const ended = {
          ...child,
          executionArn: `arn:aws:states:us-east-1:123456789012:execution:Machine/Label:child-${child.mapItem.Index}`,
          stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine/Label',
          name: `child-${child.mapItem.Index}`,
          startDate,
          stopDate: clock.now(),
          outcome,
        };
        children.push(ended);
        return ended;
      },
      end(status) {
        endings.push(status);
      },
    };
  };
  return { startMapRun, requests, inputs, endings, children, progress };
}
