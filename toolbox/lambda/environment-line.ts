import type { Environment, EnvironmentEvents, InitFailure } from './environment.ts';

/** One version of a function's code and configuration: what environments are made from. */
export interface EnvironmentSource {
  start(events: EnvironmentEvents): Environment;
}

/** An environment that has been given to one invocation. */
export interface TakenEnvironment {
  readonly environment: Environment;
  /** It serves for the first time. */
  readonly isCold: boolean;
  /** The init phase failed before; it now runs again inside the invocation. */
  readonly failedInit?: InitFailure;
}

/** `answered`: the caller has its result, and the environment is about to be idle. */
export type MemberState = 'creating' | 'busy' | 'answered' | 'idle';

export interface Member {
  readonly line: Line;
  readonly environment: Environment;
  state: MemberState;
  busySinceMs: number;
  idleSinceMs: number;
  /** Frees the place among the creations that run at a time. */
  freeCreationSlot(): void;
}

export interface Waiter {
  readonly sinceMs: number;
  take(taken: TakenEnvironment): void;
  fail(error: unknown): void;
}

/** The environments of one source, and the invocations that wait for one, oldest first. */
export interface Line {
  readonly source: EnvironmentSource;
  readonly waiting: Set<Waiter>;
  readonly members: Set<Member>;
  /** Least recently used first. */
  readonly idle: Member[];
  /**
   * How many are being created or about to be idle: each takes one invocation from the line without
   * a creation.
   */
  coming: number;
  /** Moving average of the time that an environment has for one invocation; infinite at first. */
  serviceMs: number;
  /** The code has changed: environments are ended as soon as nobody waits for them. */
  isRetired: boolean;
}

export function emptyLine(source: EnvironmentSource): Line {
  return {
    source,
    waiting: new Set(),
    members: new Set(),
    idle: [],
    coming: 0,
    serviceMs: Number.POSITIVE_INFINITY,
    isRetired: false,
  };
}

export function headOf({ waiting }: Line): Waiter | undefined {
  return waiting.values().next().value;
}

/** Weight of the latest invocation in the average of its line. */
const LATEST_WEIGHT = 0.2;

export function countService(line: Line, durationMs: number): void {
  const isFirst = line.serviceMs === Number.POSITIVE_INFINITY;
  line.serviceMs = isFirst
    ? durationMs
    : line.serviceMs + LATEST_WEIGHT * (durationMs - line.serviceMs);
}

/** About what a creation takes: who is served sooner without one does not get one. */
export const PATIENCE_MS = 40;

/** True if more invocations wait than environments are coming. */
export function hasSurplus({ waiting, coming }: Line): boolean {
  return waiting.size > coming;
}

/**
 * Tells whether a creation helps: it would take the processor away from environments that are about
 * to serve the line faster.
 */
function needsCreation(line: Line, nowMs: number): boolean {
  return hasSurplus(line) && expectedWaitMs(line, nowMs) > PATIENCE_MS;
}

/** How long the last in line waits for the environments that there are; infinite if nobody knows. */
function expectedWaitMs({ members, serviceMs, waiting }: Line, nowMs: number): number {
  if (members.size === 0) return Number.POSITIVE_INFINITY;
  const busy = [...members].filter(({ state }) => state === 'busy');
  const leftMs = busy.map(({ busySinceMs }) => timeLeftMs(nowMs - busySinceMs, serviceMs));
  const untilFirstMs = busy.length === 0 ? serviceMs : Math.min(...leftMs);
  const others = waiting.size - 1;
  return others === 0 ? untilFirstMs : untilFirstMs + (others * serviceMs) / members.size;
}

/** What has taken longer than usual is likely to take as long again. */
function timeLeftMs(busyMs: number, serviceMs: number): number {
  return busyMs < serviceMs ? serviceMs - busyMs : busyMs;
}

/** Among the lines that need a creation, the one whose head waits longest. */
export function mostUrgentLine(lines: Iterable<Line>, nowMs: number): Line | undefined {
  let urgent: Line | undefined;
  for (const line of lines) {
    if (!needsCreation(line, nowMs)) continue;
    if (urgent === undefined || waitsSince(line) < waitsSince(urgent)) urgent = line;
  }
  return urgent;
}

export function waitsSince(line: Line): number {
  return headOf(line)?.sinceMs ?? Number.POSITIVE_INFINITY;
}

/** What an environment takes that has loaded a small function (measured). */
export const ENVIRONMENT_BYTES = 8_000_000;

/** Memory of all environments; one that is being created counts as those of its function do. */
export function bytesInUse(lines: Iterable<Line>): number {
  let bytes = 0;
  for (const line of lines) {
    const expectedBytes = bytesExpectedOf(line);
    for (const { environment } of line.members) {
      bytes += environment.initDurationMs === undefined ? expectedBytes : environment.memoryBytes;
    }
  }
  return bytes;
}

/** What the next environment of a line is going to take: the average of those that it has. */
export function bytesExpectedOf({ members }: Line): number {
  let bytes = 0;
  let count = 0;
  for (const { environment } of members) {
    if (environment.initDurationMs === undefined) continue;
    bytes += environment.memoryBytes;
    count += 1;
  }
  return count === 0 ? ENVIRONMENT_BYTES : bytes / count;
}

/** How long the only environment of a function is kept from being ended for another function. */
const SPARED_MS = 1000;

/**
 * The idle environment that is ended to make room for `line`: of another function, least recently
 * used. The only one of a function that is in use is spared, else two busy functions would end each
 * other's; unless `line` has none at all.
 */
export function environmentToEnd(
  line: Line,
  lines: Iterable<Line>,
  nowMs: number,
): Member | undefined {
  let chosen: Member | undefined;
  for (const other of lines) {
    const candidate = other.idle[0];
    if (other === line || candidate === undefined) continue;
    const isSpared = other.members.size === 1 && nowMs - candidate.idleSinceMs < SPARED_MS;
    if (isSpared && line.members.size > 0) continue;
    if (chosen === undefined || candidate.idleSinceMs < chosen.idleSinceMs) chosen = candidate;
  }
  return chosen;
}
