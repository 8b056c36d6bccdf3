import { activityArn as arnOf } from '../../shared/arn.ts';
import { type JsonObject, stringifyJson } from '../../shared/json.ts';
import type { Activity } from '../activities.ts';
import { checkActivityArn } from '../arns.ts';
import { checkName } from '../check-name.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { findActivity } from '../lookup.ts';
import { pageOf } from '../page.ts';
import { ServiceError } from '../service-error.ts';
import {
  checkEncryptionConfiguration,
  configurationWithDefaults,
  type StateMachineConfiguration,
} from '../state-machine-configuration.ts';
import { checkTagCount, TAGS, type Tag, tagEntries } from '../tags.ts';
import { operation } from './operation.ts';
import { CONFIGURATIONS, PAGING, type Paging } from './state-machine-rules.ts';

export const ACTIVITY_ARN = { type: 'string', required: true, length: [1, 256] } as const;

interface CreateActivityInput extends Pick<StateMachineConfiguration, 'encryptionConfiguration'> {
  readonly name: string;
  readonly tags?: readonly Tag[];
}

/**
 * Creates an activity, or answers for the one that has the name.
 *
 * @see "CreateActivity" (Step Functions API Reference)
 */
export const createActivity = operation<CreateActivityInput>({
  rules: {
    name: { type: 'string', required: true, length: [1, 80] },
    tags: TAGS,
    encryptionConfiguration: CONFIGURATIONS.encryptionConfiguration,
  },
  answer({ activities, identity, clock }, { name, tags = [], ...configuration }) {
    checkName(name);
    checkEncryptionConfiguration(configuration.encryptionConfiguration);
    const entries = tagEntries(tags);
    checkTagCount(entries.length);
    const activityArn = arnOf(identity, name);
    const { encryptionConfiguration } = configurationWithDefaults(configuration);
    const known = activities.get(activityArn);
    if (known !== undefined) return summary(sameActivity(known, encryptionConfiguration));
    return summary(
      activities.add({
        activityArn,
        name,
        creationDate: clock.now(),
        encryptionConfiguration,
        tags: new Map(entries),
      }),
    );
  },
});

/** @throws ServiceError ActivityAlreadyExists unless both were created alike; tags may differ */
function sameActivity(known: Activity, encryptionConfiguration: JsonObject): Activity {
  const isSame =
    stringifyJson(known.encryptionConfiguration) === stringifyJson(encryptionConfiguration);
  if (isSame) return known;
  throw new ServiceError(
    'ActivityAlreadyExists',
    `Activity Already Exists: '${known.activityArn}'`,
  );
}

function summary({ activityArn, creationDate }: Activity): JsonObject {
  return { activityArn, creationDate: epochSeconds(creationDate) };
}

interface ActivityInput {
  readonly activityArn: string;
}

/** @see "DescribeActivity" (Step Functions API Reference) */
export const describeActivity = operation<ActivityInput>({
  rules: { activityArn: ACTIVITY_ARN },
  resource: 'activityArn',
  answer(context, { activityArn }) {
    const activity = findActivity(context, activityArn);
    const { name, encryptionConfiguration } = activity;
    return { ...summary(activity), encryptionConfiguration, name };
  },
});

/**
 * Deletes an activity; one that is not there counts as deleted.
 *
 * @see "DeleteActivity" (Step Functions API Reference)
 */
export const deleteActivity = operation<ActivityInput>({
  rules: { activityArn: ACTIVITY_ARN },
  resource: 'activityArn',
  answer({ activities }, { activityArn }) {
    checkActivityArn(activityArn);
    activities.delete(activityArn);
    return {};
  },
});

/** @see "ListActivities" (Step Functions API Reference) */
export const listActivities = operation<Paging>({
  rules: PAGING,
  answer({ activities }, parameters) {
    const { items, nextToken } = pageOf(activities.all(), ({ sequence }) => sequence, parameters);
    return {
      activities: items.map((activity) => ({ ...summary(activity), name: activity.name })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});
