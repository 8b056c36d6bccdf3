/**
 * Makes `process` speak of the function instead of the runtime that hosts it.
 *
 * Local runtime: a worker thread cannot change its directory. `process.cwd()`, and with it
 * `path.resolve`, tells the function's folder; a relative path given to `node:fs` still counts from
 * where the runtime was started.
 */
export function patchProcess(taskRoot: string, write: (text: string) => void): void {
  process.cwd = () => taskRoot;
  keepHostAlive();
  for (const name of ['stdout', 'stderr'] as const) redirect(name, write);
}

/** Status of a process that a shell sees ended by SIGKILL. */
const KILLED_STATUS = 137;

/** A function that ends its own process ends its environment, not the runtime. */
function keepHostAlive(): void {
  const { kill } = process;
  process.kill = (pid, signal) => {
    if (pid !== process.pid || signal === 0) return Reflect.apply(kill, process, [pid, signal]);
    process.exit(KILLED_STATUS);
  };
}

/**
 * Sends what is written to a stream at once. The stream that Node gives a worker waits for the
 * thread's event loop: what a busy loop wrote would be lost when the time-out ends it.
 */
function redirect(name: 'stdout' | 'stderr', write: (text: string) => void): void {
  const streamOf = Object.getOwnPropertyDescriptor(process, name)?.get;
  if (streamOf === undefined) return;
  let stream: NodeJS.WriteStream | undefined;
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    // Node makes the stream at the first use, and most functions never use it.
    get() {
      if (stream === undefined) {
        stream = streamOf.call(process) as NodeJS.WriteStream;
        stream.write = writeTo(write);
      }
      return stream;
    },
  });
}

function writeTo(write: (text: string) => void): NodeJS.WriteStream['write'] {
  return (chunk: string | Uint8Array, ...rest: unknown[]) => {
    const encoding = typeof rest[0] === 'string' ? (rest[0] as BufferEncoding) : 'utf8';
    write(
      typeof chunk === 'string'
        ? Buffer.from(chunk, encoding).toString()
        : Buffer.from(chunk).toString(),
    );
    const done = rest.find((argument) => typeof argument === 'function');
    if (done !== undefined) process.nextTick(done);
    return true;
  };
}
