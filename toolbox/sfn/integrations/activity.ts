import type { Integration } from './integration.ts';

/**
 * A Task whose Resource is an activity: a worker takes it and ends it by its token.
 *
 * @see "Learn about Activities in Step Functions" (Step Functions Developer Guide)
 */
export const activityTask: Integration = {
  parameterErrors: () => [],
  invoke: ({ activities, taskTokens }, task) => {
    const { resource, payload, signal, onStarted, onHeartbeat } = task;
    // The interpreter gives each attempt of an activity a token.
    const taskToken = task.taskToken as string;
    const outcome = taskTokens.outcome(taskToken, { resourceArn: resource, signal, onHeartbeat });
    activities.schedule(resource, { taskToken, input: payload, signal, onStarted });
    return outcome;
  },
};
