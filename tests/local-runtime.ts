import { startStepgate } from './stepgate.ts';

export interface LocalRuntime {
  readonly apiUrl: string;
  readonly stepFunctionsUrl: string;
  close(): Promise<void>;
}

/** Serves the application of this repository on free ports. */
export async function startLocalRuntime(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<LocalRuntime> {
  const { apiUrl, stepFunctionsUrl, stop } = await startStepgate(args, { env });
  return {
    apiUrl,
    stepFunctionsUrl,
    async close() {
      await stop();
    },
  };
}
