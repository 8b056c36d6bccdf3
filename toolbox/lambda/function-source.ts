import { type FunctionCode, isOutdated } from './build.ts';
import type { Environment, EnvironmentEvents } from './environment.ts';
import type { EnvironmentSource } from './environment-line.ts';

export interface FunctionSourceOptions {
  build(): Promise<FunctionCode>;
  start(code: FunctionCode, events: EnvironmentEvents): Environment;
  /** The code of a source has changed; another takes its place. */
  onOutdated(source: EnvironmentSource): void;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Gives what a function's environments are made from, as its files are now. */
export interface FunctionSource {
  /** @throws BuildError */
  current(): Promise<EnvironmentSource>;
}

interface BuiltSource extends EnvironmentSource {
  readonly code: FunctionCode;
}

/** How long the files of a function are taken to be unchanged. */
const CHECK_INTERVAL_MS = 1000;

/** Builds at the first call, and again when a file has changed since. */
export function functionSource(options: FunctionSourceOptions): FunctionSource {
  let source: BuiltSource | undefined;
  let building: Promise<BuiltSource> | undefined;
  let checkedAtMs = 0;

  async function build(): Promise<BuiltSource> {
    try {
      const code = await options.build();
      checkedAtMs = options.now();
      source = { code, start: (events) => options.start(code, events) };
      return source;
    } finally {
      building = undefined;
    }
  }

  function dropOutdated(): void {
    if (source === undefined || options.now() - checkedAtMs < CHECK_INTERVAL_MS) return;
    checkedAtMs = options.now();
    if (!isOutdated(source.code)) return;
    options.onOutdated(source);
    source = undefined;
  }

  return {
    async current() {
      dropOutdated();
      if (source !== undefined) return source;
      building ??= build();
      return building;
    },
  };
}
