import { startStepgate } from './stepgate.ts';

export interface LocalRuntime {
  readonly apiUrl: string;
  readonly stepFunctionsUrl: string;
  close(): Promise<void>;
}

/** Serves the application of this repository on free ports. */
export async function startLocalRuntime(): Promise<LocalRuntime> {
  const { apiUrl, stepFunctionsUrl, stop } = await startStepgate();
  return {
    apiUrl,
    stepFunctionsUrl,
    async close() {
      await stop();
    },
  };
}
