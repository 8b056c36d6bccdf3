import { setFlagsFromString } from 'node:v8';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { LocalApi } from '../shared/local-api.ts';
import type { EnvironmentData } from './environment-protocol.ts';
import { threadOptions } from './node-runtime.ts';
import type { PlacedFolder } from './placed-folder.ts';

export interface ThreadOptions {
  /** The bundled `worker.ts`. */
  readonly workerUrl: URL;
  readonly functionName: string;
  readonly nodeMajor: number;
  readonly memorySizeMb: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly layers: readonly PlacedFolder[];
  readonly apis: readonly LocalApi[];
}

// V8 shrinks the heap of a thread that waits in its event loop by full collections: with hundreds of
// them that costs more processor time than the functions do, and nobody gets the memory back for long.
setFlagsFromString('--no-memory-reducer');

/**
 * Starts the thread of an environment.
 *
 * Local runtime: the memory size bounds V8's heap (a tenth of it for young objects, as in Lambda);
 * buffers outside the heap are not counted.
 */
export function startThread(options: ThreadOptions, wake: SharedArrayBuffer): Worker {
  const { NODE_OPTIONS: nodeOptions, ...env } = options.variables;
  const { nodeMajor, memorySizeMb, layers, apis } = options;
  const workerData: EnvironmentData = {
    nodeMajor,
    wake,
    layers,
    apis,
    ...(nodeOptions === undefined ? {} : { nodeOptions }),
  };
  return startWorker(options.workerUrl, {
    name: options.functionName,
    workerData,
    env,
    stdout: true,
    stderr: true,
    execArgv: threadOptions(nodeMajor, nodeOptions),
    resourceLimits: {
      maxYoungGenerationSizeMb: memorySizeMb / 10,
      maxOldGenerationSizeMb: (memorySizeMb * 9) / 10,
    },
  });
}

/** Starts a worker without those options that Node refuses for a thread, such as V8's. */
function startWorker(url: URL, options: WorkerOptions): Worker {
  try {
    return new Worker(url, options);
  } catch (error) {
    if (!isRefusedOption(error)) throw error;
    const execArgv = options.execArgv?.filter((option) => !error.message.includes(option)) ?? [];
    if (execArgv.length === options.execArgv?.length) throw error;
    return startWorker(url, { ...options, execArgv });
  }
}

function isRefusedOption(error: unknown): error is Error {
  return error instanceof Error && Reflect.get(error, 'code') === 'ERR_WORKER_INVALID_EXEC_ARGV';
}
