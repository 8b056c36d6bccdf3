import { createMapRunStore, type MapRunRecord } from '../../../toolbox/sfn/map-run-store.ts';

const NO_COUNTS = { pending: 0, running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0 };

function aMapRun(sequence: number): MapRunRecord {
  return {
    sequence,
    mapRunArn: `map-run-${sequence}`,
    executionArn: 'execution',
    stateMachineArn: 'machine',
    startDate: 0,
    status: 'RUNNING',
    limits: { maxConcurrency: 0, toleratedFailureCount: 0, toleratedFailurePercentage: 0 },
    executionCounts: NO_COUNTS,
    itemCounts: NO_COUNTS,
    redriveCount: 0,
    childArns: [],
  };
}

function arnsIn(store: ReturnType<typeof createMapRunStore>): string[] {
  return store.ofExecution('execution').map(({ mapRunArn }) => mapRunArn);
}

describe('createMapRunStore', () => {
  test('gives the map runs of an execution, the newest first', () => {
    const store = createMapRunStore(10);
    [1, 2].forEach((sequence) => {
      store.add(aMapRun(sequence));
    });

    expect(arnsIn(store)).toEqual(['map-run-2', 'map-run-1']);
    expect(store.ofExecution('other')).toEqual([]);
  });

  test('forgets the first that ended beyond what it keeps, and none that runs', () => {
    const store = createMapRunStore(1);
    const mapRuns = [1, 2, 3].map(aMapRun);
    mapRuns.forEach(store.add);

    mapRuns.slice(1).forEach(store.ended);

    expect(arnsIn(store)).toEqual(['map-run-3', 'map-run-1']);
  });

  test('keeps one that runs again', () => {
    const store = createMapRunStore(1);
    const mapRuns = [1, 2].map(aMapRun);
    mapRuns.forEach(store.add);
    const [first, second] = mapRuns as [MapRunRecord, MapRunRecord];

    store.ended(first);
    store.resumed(first);
    store.ended(second);

    expect(arnsIn(store)).toEqual(['map-run-2', 'map-run-1']);
  });
});
