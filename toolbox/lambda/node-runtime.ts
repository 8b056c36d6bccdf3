/**
 * The major version of a managed Node.js runtime such as `nodejs24.x`, or `nodejs8.10` as the first
 * ones were named; undefined for another language.
 */
export function nodeMajorOf(runtime: string): number | undefined {
  const major = /^nodejs(\d+)\.(?:x|\d+)$/.exec(runtime)?.[1];
  return major === undefined ? undefined : Number(major);
}

/** The major version of the Node.js that runs this process. */
export function hostNodeMajor(): number {
  return Number.parseInt(process.versions.node, 10);
}

/** What Lambda switches off in Node.js 20 and 22, and no longer in 24. */
const SWITCHED_OFF = ['--no-experimental-detect-module', '--no-experimental-require-module'];
const FIRST_MAJOR_WITH_EXPERIMENTS = 24;

/**
 * Node's options for the thread of an environment: those of Lambda's start script, then those of
 * the function's `NODE_OPTIONS`, so that the function has the last word.
 *
 * @see "Building Lambda functions with Node.js", experimental features (Lambda Developer Guide)
 */
export function threadOptions(nodeMajor: number, nodeOptions: string | undefined): string[] {
  const ofFunction = nodeOptions?.split(/\s+/).filter((word) => word !== '') ?? [];
  return nodeMajor < FIRST_MAJOR_WITH_EXPERIMENTS ? [...SWITCHED_OFF, ...ofFunction] : ofFunction;
}
