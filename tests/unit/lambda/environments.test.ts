import type { Environment, EnvironmentEvents } from '../../../toolbox/lambda/environment.ts';
import { ENVIRONMENT_BYTES } from '../../../toolbox/lambda/environment-line.ts';
import { Environments } from '../../../toolbox/lambda/environments.ts';

interface FakeEnvironment extends Environment {
  readonly events: EnvironmentEvents;
  isTerminated: boolean;
  /** Ends the init phase. */
  becomeReady(): void;
}

/** A source whose environments do what the test says. */
function aSource() {
  const started: FakeEnvironment[] = [];
  const start = (events: EnvironmentEvents): Environment => {
    const environment = {
      events,
      memoryBytes: ENVIRONMENT_BYTES,
      initDurationMs: undefined as number | undefined,
      log: { write: () => undefined, takeTail: () => '' },
      isTerminated: false,
      becomeReady() {
        environment.initDurationMs = 1;
        events.onIdle();
      },
      invoke: () => Promise.reject(new Error('not part of these tests')),
      terminate() {
        environment.isTerminated = true;
        events.onExit();
        return Promise.resolve();
      },
    };
    started.push(environment);
    return environment;
  };
  return { started, start };
}

function someEnvironments({ budget = 10, parallelCreations = 2, now = (): number => 0 } = {}) {
  const memoryBudgetBytes = budget * ENVIRONMENT_BYTES;
  return new Environments({ memoryBudgetBytes, parallelCreations, now });
}

/** Takes an environment of a new source, which is created for it. */
async function takeFirst(environments: Environments, source = aSource()) {
  const taken = environments.take(source);
  const environment = source.started.at(-1) as FakeEnvironment;
  environment.becomeReady();
  await taken;
  return { source, environment };
}

describe('Environments', () => {
  test('gives an idle environment again', async () => {
    const environments = someEnvironments();
    const { source, environment } = await takeFirst(environments);
    environment.events.onAnswered();
    environment.events.onIdle();

    const taken = await environments.take(source);

    expect(taken).toEqual({ environment, isCold: false });
    expect(source.started).toHaveLength(1);
  });

  test('creates at most as many at a time as it was told', async () => {
    const environments = someEnvironments({ parallelCreations: 2 });
    const source = aSource();
    const taken = [1, 2, 3].map(() => environments.take(source));
    expect(source.started).toHaveLength(2);

    source.started[0]?.becomeReady();

    expect(source.started).toHaveLength(3);
    expect(await taken[0]).toEqual({ environment: source.started[0], isCold: true });
    await environments.close().catch(() => undefined);
    await Promise.allSettled(taken);
  });

  test('gives a freed environment to the first in line before a new one is ready', async () => {
    const environments = someEnvironments({ parallelCreations: 1 });
    const { source, environment } = await takeFirst(environments);
    const first = environments.take(source);
    const second = environments.take(source);

    environment.events.onAnswered();
    environment.events.onIdle();
    expect((await first).environment).toBe(environment);

    source.started[1]?.becomeReady();
    expect((await second).environment).toBe(source.started[1]);
  });

  test('creates none for an invocation that an answered environment is about to take', async () => {
    const environments = someEnvironments();
    const { source, environment } = await takeFirst(environments);
    environment.events.onAnswered();

    const next = environments.take(source);
    environment.events.onIdle();

    expect((await next).environment).toBe(environment);
    expect(source.started).toHaveLength(1);
  });

  test('creates none for a line that its environments serve sooner, until they take longer', async () => {
    let nowMs = 0;
    const environments = someEnvironments({ now: () => nowMs });
    const { source, environment } = await takeFirst(environments);
    nowMs = 1;
    environment.events.onIdle();
    await environments.take(source);

    const waiting = [environments.take(source), environments.take(source)];
    expect(source.started).toHaveLength(1);

    nowMs = 41;
    waiting.push(environments.take(source));
    expect(source.started).toHaveLength(3);
    await environments.close();
    await Promise.allSettled(waiting);
  });

  test('ends the environment of another function that was used longest ago when memory is full', async () => {
    let nowMs = 0;
    const environments = someEnvironments({ budget: 2, now: () => nowMs });
    const old = await takeFirst(environments);
    const recent = await takeFirst(environments);
    old.environment.events.onIdle();
    nowMs = 10;
    recent.environment.events.onIdle();

    const source = aSource();
    const taken = environments.take(source);
    source.started[0]?.becomeReady();
    await taken;

    expect(old.environment.isTerminated).toBe(true);
    expect(recent.environment.isTerminated).toBe(false);
  });

  test('lets an invocation wait when memory is full of busy environments', async () => {
    const environments = someEnvironments({ budget: 1 });
    const { environment } = await takeFirst(environments);
    const source = aSource();
    const taken = environments.take(source);
    expect(source.started).toHaveLength(0);

    environment.events.onIdle();
    source.started[0]?.becomeReady();

    expect((await taken).environment).toBe(source.started[0]);
    expect(environment.isTerminated).toBe(true);
  });

  test('makes room for a function that has waited a second behind a long line', async () => {
    let nowMs = 0;
    const environments = someEnvironments({ budget: 1, now: () => nowMs });
    const { source, environment } = await takeFirst(environments);
    const other = aSource();
    const waitsLongest = environments.take(other);
    nowMs = 1;
    const line = [environments.take(source), environments.take(source)];

    nowMs = 1000;
    environment.events.onIdle();
    expect((await line[0])?.environment).toBe(environment);

    nowMs = 1001;
    environment.events.onIdle();
    other.started[0]?.becomeReady();
    expect((await waitsLongest).environment).toBe(other.started[0]);
    await environments.close();
    await Promise.allSettled(line);
  });

  test('spares the only environment of a function in use for another that has one', async () => {
    let nowMs = 5000;
    const environments = someEnvironments({ budget: 2, now: () => nowMs });
    const spared = await takeFirst(environments);
    const { source } = await takeFirst(environments);
    spared.environment.events.onIdle();

    const waiting = environments.take(source);
    expect(spared.environment.isTerminated).toBe(false);

    nowMs = 6000;
    const later = environments.take(source);
    expect(spared.environment.isTerminated).toBe(true);
    await environments.close();
    await Promise.allSettled([waiting, later]);
  });

  test('runs a failed init again for the invocation that waits', async () => {
    const environments = someEnvironments();
    const source = aSource();
    const taken = environments.take(source);
    const failedInit = { status: 'error', durationMs: 1, errorType: 'Error' } as const;

    source.started[0]?.events.onInitFailed(failedInit);

    expect(await taken).toEqual({ environment: source.started[1], isCold: true, failedInit });
  });

  test('rejects with the reason of a signal that is aborted while it waits', async () => {
    const environments = someEnvironments();
    const controller = new AbortController();
    const taken = environments.take(aSource(), controller.signal);

    controller.abort(new Error('stopped'));

    await expect(taken).rejects.toThrow('stopped');
  });

  test('replaces an environment that has ended', async () => {
    const environments = someEnvironments({ budget: 1 });
    const { source, environment } = await takeFirst(environments);
    const taken = environments.take(source);

    environment.events.onExit();
    source.started[1]?.becomeReady();

    expect((await taken).environment).toBe(source.started[1]);
  });

  test('ends idle environments of changed code at once and busy ones when they are free', async () => {
    const environments = someEnvironments();
    const { source, environment: busy } = await takeFirst(environments);
    const { environment: idle } = await takeFirst(environments, source);
    idle.events.onIdle();

    environments.retire(source);
    expect([idle.isTerminated, busy.isTerminated]).toEqual([true, false]);

    busy.events.onIdle();
    expect(busy.isTerminated).toBe(true);
  });

  test('gives the error of a creation to the first in line', async () => {
    const environments = someEnvironments();
    const start = (): never => {
      throw new Error('no thread');
    };

    await expect(environments.take({ start })).rejects.toThrow('no thread');
  });

  test('ends everything on close, and who waits gets an error', async () => {
    const environments = someEnvironments({ budget: 1 });
    const { source, environment } = await takeFirst(environments);
    const waiting = environments.take(source);

    await environments.close();

    await expect(waiting).rejects.toThrow('The local runtime is stopping.');
    expect(environment.isTerminated).toBe(true);
    await expect(environments.take(source)).rejects.toThrow('The local runtime is stopping.');
  });
});
