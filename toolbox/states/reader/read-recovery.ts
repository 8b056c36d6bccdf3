import type { Catcher, QueryLanguage, Recovery, Retrier } from '../definition.ts';
import {
  allowFields,
  type DefinitionNode,
  integerField,
  numberField,
  objectArrayField,
  pointerTo,
  report,
  requireFields,
  requireNonEmpty,
  stringArrayField,
  stringField,
} from './definition-node.ts';
import { readCatcherFlow } from './read-data-flow.ts';

const DEFAULT_INTERVAL_SECONDS = 1;
const DEFAULT_MAX_ATTEMPTS = 3;
const DEFAULT_BACKOFF_RATE = 2;
const MAX_INTEGER = 99_999_999;
const MAX_DELAY_SECONDS = 31_622_399;

const RETRIER_FIELDS: ReadonlySet<string> = new Set([
  'Comment',
  'ErrorEquals',
  'IntervalSeconds',
  'MaxAttempts',
  'BackoffRate',
  'MaxDelaySeconds',
  'JitterStrategy',
]);
const CATCHER_FIELDS: Readonly<Record<QueryLanguage, ReadonlySet<string>>> = {
  JSONPath: new Set(['Comment', 'ErrorEquals', 'Next', 'Assign', 'ResultPath']),
  JSONata: new Set(['Comment', 'ErrorEquals', 'Next', 'Assign', 'Output']),
};

/** The fields that speak of errors. */
export function readRecovery(node: DefinitionNode): Recovery {
  const retriers = objectArrayField(node, 'Retry');
  const catchers = objectArrayField(node, 'Catch');
  reportMisplacedStatesAll(retriers);
  reportMisplacedStatesAll(catchers);
  return {
    Retry: retriers.map(readRetrier),
    Catch: catchers.map(readCatcher),
  };
}

function readRetrier(node: DefinitionNode): Retrier {
  allowFields(node, RETRIER_FIELDS);
  const positive = { min: 1, max: MAX_INTEGER };
  return {
    ErrorEquals: readErrorEquals(node),
    IntervalSeconds: integerField(node, 'IntervalSeconds', positive) ?? DEFAULT_INTERVAL_SECONDS,
    MaxAttempts:
      integerField(node, 'MaxAttempts', { min: 0, max: MAX_INTEGER }) ?? DEFAULT_MAX_ATTEMPTS,
    BackoffRate: numberField(node, 'BackoffRate', { min: 1 }) ?? DEFAULT_BACKOFF_RATE,
    MaxDelaySeconds: integerField(node, 'MaxDelaySeconds', { min: 1, max: MAX_DELAY_SECONDS }),
    JitterStrategy: readJitterStrategy(node),
  };
}

function readJitterStrategy(node: DefinitionNode): Retrier['JitterStrategy'] {
  const strategy = stringField(node, 'JitterStrategy') ?? 'NONE';
  if (strategy === 'FULL' || strategy === 'NONE') return strategy;
  report(
    node,
    pointerTo(node, 'JitterStrategy'),
    "The field 'JitterStrategy' should have one of these values: [FULL, NONE]",
  );
  return 'NONE';
}

function readCatcher(node: DefinitionNode): Catcher {
  allowFields(node, CATCHER_FIELDS[node.state.queryLanguage]);
  requireFields(node, ['Next']);
  return {
    ErrorEquals: readErrorEquals(node),
    Next: stringField(node, 'Next') ?? '',
    flow: readCatcherFlow(node),
  };
}

function readErrorEquals(node: DefinitionNode): string[] {
  requireFields(node, ['ErrorEquals']);
  requireNonEmpty(node, 'ErrorEquals');
  return stringArrayField(node, 'ErrorEquals');
}

/** States.ALL has to stand alone, in the last retrier or catcher. */
function reportMisplacedStatesAll(nodes: readonly DefinitionNode[]): void {
  nodes.forEach((node, index) => {
    const names = node.value['ErrorEquals'];
    if (!Array.isArray(names) || !names.includes('States.ALL')) return;
    if (names.length === 1 && index === nodes.length - 1) return;
    report(
      node,
      pointerTo(node, 'ErrorEquals'),
      "'States.ALL' should be the only error name, and in the last element",
    );
  });
}
