import type { TaskState } from './definition.ts';
import type { TaskIntegrations } from './execution.ts';

/** An activity, and the service integration patterns that go on after the service's answer. */
const RESOURCE_WITH_TOKEN =
  /^arn:[^:]*:states:[^:]*:[^:]*:activity:|\.(?:waitForTaskToken|sync(?::2)?)$/;

/** Tells whether a Task with this resource can be ended from outside by its task token. */
export function hasTaskToken(resource: string): boolean {
  return RESOURCE_WITH_TOKEN.test(resource);
}

/** The token of a new attempt; undefined where the resource has none. */
export function taskTokenOf(
  { Resource }: TaskState,
  { issueTaskToken }: Pick<TaskIntegrations, 'issueTaskToken'>,
): string | undefined {
  return hasTaskToken(Resource) ? issueTaskToken() : undefined;
}
