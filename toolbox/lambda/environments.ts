import { LambdaServiceError } from '../shared/function-invoker.ts';
import { type CreationSlots, creationSlots } from './creation-slots.ts';
import type { InitFailure } from './environment.ts';
import {
  bytesExpectedOf,
  bytesInUse,
  countService,
  type EnvironmentSource,
  emptyLine,
  environmentToEnd,
  hasSurplus,
  headOf,
  type Line,
  type Member,
  type MemberState,
  mostUrgentLine,
  PATIENCE_MS,
  type TakenEnvironment,
  type Waiter,
  waitsSince,
} from './environment-line.ts';

export interface EnvironmentsOptions {
  /** What all environments together may take of the machine's memory. One is always allowed. */
  readonly memoryBudgetBytes: number;
  /** Creations at a time: more than there are cores only delay each other. */
  readonly parallelCreations: number;
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
}

/** When memory is used up, environments of others make room for who has waited longer than this. */
const LONG_WAIT_MS = 1000;
const CLOSE_TIMEOUT_MS = 1000;

/**
 * The environments of all functions, within a bound by memory. An invocation takes an idle
 * environment of its function, or waits in line for the first that is freed or created.
 *
 * Local runtime: Lambda's bound is the account's concurrency, beyond which it throttles; here
 * invocations wait, which counts towards no time-out.
 */
export class Environments {
  readonly #options: EnvironmentsOptions;
  readonly #lines = new Map<EnvironmentSource, Line>();
  readonly #slots: CreationSlots;
  #lookAgain: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: EnvironmentsOptions) {
    this.#options = options;
    this.#slots = creationSlots(options.parallelCreations, () => this.#createWhereNeeded());
  }

  /**
   * Takes an environment for one invocation.
   *
   * @throws the signal's reason, when it is aborted while the invocation waits
   */
  take(source: EnvironmentSource, signal?: AbortSignal): Promise<TakenEnvironment> {
    if (this.#isClosed) return Promise.reject(stopping());
    const line = this.#lineOf(source);
    const idle = line.idle.pop();
    if (idle === undefined) return this.#wait(line, signal);
    this.#use(idle);
    return Promise.resolve({ environment: idle.environment, isCold: false });
  }

  /**
   * Ends the environments of a source whose code has changed: the idle ones now, the others when
   * they are free.
   */
  retire(source: EnvironmentSource): void {
    const line = this.#lines.get(source);
    if (line === undefined) return;
    line.isRetired = true;
    for (const member of line.idle.slice()) this.#end(member);
  }

  /** Ends everything, running invocations too. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#lookAgain);
    const lines = [...this.#lines.values()];
    for (const waiter of lines.flatMap(({ waiting }) => [...waiting])) waiter.fail(stopping());
    const members = lines.flatMap((line) => [...line.members]);
    const ended = Promise.all(members.map(({ environment }) => environment.terminate()));
    await withinTime(ended, CLOSE_TIMEOUT_MS);
  }

  #lineOf(source: EnvironmentSource): Line {
    const line = this.#lines.get(source) ?? emptyLine(source);
    this.#lines.set(source, line);
    return line;
  }

  #wait(line: Line, signal: AbortSignal | undefined): Promise<TakenEnvironment> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        line.waiting.delete(waiter);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        sinceMs: this.#options.now(),
        take(taken) {
          signal?.removeEventListener('abort', leave);
          resolve(taken);
        },
        fail: reject,
      };
      signal?.addEventListener('abort', leave, { once: true });
      line.waiting.add(waiter);
      this.#createWhereNeeded();
    });
  }

  #createWhereNeeded(): void {
    while (!this.#isClosed && !this.#slots.areTaken()) {
      const line = mostUrgentLine(this.#lines.values(), this.#options.now());
      if (line === undefined || !this.#makeRoom(line)) break;
      this.#create(line);
    }
    this.#lookAgainLater();
  }

  /** A line may come to need a creation by waiting alone. */
  #lookAgainLater(): void {
    if (this.#isClosed || this.#lookAgain !== undefined) return;
    if (![...this.#lines.values()].some(hasSurplus)) return;
    this.#lookAgain = setTimeout(() => {
      this.#lookAgain = undefined;
      this.#createWhereNeeded();
    }, PATIENCE_MS).unref();
  }

  /** When memory is full, who has environments waits a while before others lose theirs for it. */
  #makeRoom(line: Line): boolean {
    while (!this.#hasRoom(line)) {
      const waitedMs = this.#options.now() - waitsSince(line);
      if (line.members.size > 0 && waitedMs < LONG_WAIT_MS) return false;
      const member = environmentToEnd(line, this.#lines.values(), this.#options.now());
      if (member === undefined) return false;
      this.#end(member);
    }
    return true;
  }

  #hasRoom(line: Line): boolean {
    const usedBytes = bytesInUse(this.#lines.values());
    return usedBytes === 0 || usedBytes + bytesExpectedOf(line) <= this.#options.memoryBudgetBytes;
  }

  #create(line: Line): void {
    const freeCreationSlot = this.#slots.take();
    try {
      this.#addMember(line, 'creating', freeCreationSlot);
    } catch (error) {
      freeCreationSlot();
      nextInLine(line)?.fail(error);
    }
  }

  #addMember(line: Line, state: MemberState, freeCreationSlot: () => void): Member {
    const environment = line.source.start({
      onIdle: () => this.#onIdle(member),
      onAnswered: () => this.#setState(member, 'answered'),
      onInitFailed: (failure) => this.#onInitFailed(member, failure),
      onExit: () => this.#onExit(member),
    });
    const member: Member = {
      line,
      environment,
      state,
      busySinceMs: this.#options.now(),
      idleSinceMs: 0,
      freeCreationSlot,
    };
    line.members.add(member);
    if (isComing(state)) line.coming += 1;
    return member;
  }

  #use(member: Member): void {
    this.#setState(member, 'busy');
    member.busySinceMs = this.#options.now();
  }

  #setState(member: Member, state: MemberState): void {
    const { line } = member;
    if (!line.members.has(member)) return;
    line.coming += Number(isComing(state)) - Number(isComing(member.state));
    member.state = state;
  }

  #onIdle(member: Member): void {
    const { line, environment } = member;
    const isCold = member.state === 'creating';
    member.freeCreationSlot();
    if (!line.members.has(member)) return;
    if (!isCold) countService(line, this.#options.now() - member.busySinceMs);
    const waiter = this.#owesRoom(line) ? undefined : nextInLine(line);
    if (waiter !== undefined) {
      this.#use(member);
      waiter.take({ environment, isCold });
    } else if (line.isRetired || line.waiting.size > 0) {
      this.#end(member);
    } else {
      this.#setState(member, 'idle');
      member.idleSinceMs = this.#options.now();
      line.idle.push(member);
    }
    this.#createWhereNeeded();
  }

  /** True if memory is used up and another function has waited too long behind this one's line. */
  #owesRoom(line: Line): boolean {
    const urgent = mostUrgentLine(this.#lines.values(), this.#options.now());
    if (urgent === undefined || urgent === line || line.waiting.size === 0) return false;
    if (this.#slots.areTaken()) return false;
    const longWaitMs = this.#options.now() - LONG_WAIT_MS;
    const isOlder = waitsSince(urgent) < Math.min(longWaitMs, waitsSince(line));
    return isOlder && !this.#hasRoom(urgent);
  }

  #onInitFailed(member: Member, failedInit: InitFailure): void {
    const { line } = member;
    this.#remove(member);
    const waiter = nextInLine(line);
    if (waiter !== undefined) {
      try {
        const { environment } = this.#addMember(line, 'busy', () => undefined);
        waiter.take({ environment, isCold: true, failedInit });
      } catch (error) {
        waiter.fail(error);
      }
    }
    this.#createWhereNeeded();
  }

  #onExit(member: Member): void {
    this.#remove(member);
    this.#createWhereNeeded();
  }

  #end(member: Member): void {
    this.#remove(member);
    void member.environment.terminate();
  }

  #remove(member: Member): void {
    const { line } = member;
    member.freeCreationSlot();
    this.#setState(member, 'idle');
    line.members.delete(member);
    const index = line.idle.indexOf(member);
    if (index !== -1) line.idle.splice(index, 1);
    if (line.isRetired && line.members.size === 0 && line.waiting.size === 0) {
      this.#lines.delete(line.source);
    }
  }
}

function isComing(state: MemberState): boolean {
  return state === 'creating' || state === 'answered';
}

/** Takes the invocation that has waited longest out of the line. */
function nextInLine(line: Line): Waiter | undefined {
  const waiter = headOf(line);
  if (waiter !== undefined) line.waiting.delete(waiter);
  return waiter;
}

function stopping(): LambdaServiceError {
  return new LambdaServiceError('ServiceException', 500, 'The local runtime is stopping.');
}

async function withinTime(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
