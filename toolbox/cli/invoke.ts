import { dirname } from 'node:path';
import { createLambdaService } from '../lambda/lambda-service.ts';
import { systemClock } from '../shared/clock.ts';
import { LambdaServiceError } from '../shared/function-invoker.ts';
import { messageOf } from '../shared/message-of.ts';
import { parseJson } from '../shared/parse-json.ts';
import { formatProblem } from '../shared/problem.ts';
import type { SamTemplate } from '../template/model.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { readOptionFiles, readText } from './option-files.ts';
import { loadProject, type TemplateOptions } from './project.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { WORKER_URL } from './worker-url.ts';

export interface InvokeOptions extends TemplateOptions {
  /** File with the event; `-` is standard input, none is `{}`. */
  readonly event?: string;
  readonly envVars?: string;
  readonly lambdaEndpoint?: URL;
  readonly sfnPort: number;
}

/**
 * `stepgate invoke`: prints the function's log on standard error and its result on standard output, as `sam local
 * invoke` does; like there, a function that fails is a result and not an exit code.
 */
export async function invoke(nameOrLogicalId: string, options: InvokeOptions): Promise<number> {
  const terminal = processTerminal();
  const template = loadProject(options, terminal);
  const event = readEvent(options.event, terminal);
  const files = readOptionFiles(options, terminal);
  if (template === undefined || event === undefined || files === undefined) {
    return EXIT_CODES.wrongFiles;
  }
  const name = functionNameOf(template, nameOrLogicalId);
  if (name === undefined && options.lambdaEndpoint === undefined) {
    const known = template.functions.map(({ logicalId }) => logicalId).join(', ') || 'none';
    terminal.error(`stepgate: the template has no function ${nameOrLogicalId}; it has: ${known}.`);
    return EXIT_CODES.wrongUsage;
  }
  const endpoint = `http://127.0.0.1:${options.sfnPort}`;
  const lambda = createLambdaService({
    functions: template.functions,
    identity: template.identity,
    projectDirectory: dirname(template.file),
    environmentVariables: files.environmentVariables,
    endpoints: { stepFunctions: endpoint, lambda: endpoint },
    ...(options.lambdaEndpoint === undefined
      ? {}
      : { lambdaEndpoint: options.lambdaEndpoint.href }),
    workerUrl: WORKER_URL,
    clock: systemClock,
    log: (_name, line) => terminal.error(line),
  });
  for (const problem of lambda.problems()) terminal.error(formatProblem(problem));
  try {
    const { payload } = await lambda.invoke({
      functionName: name ?? nameOrLogicalId,
      payload: event,
    });
    terminal.line(payload);
    return EXIT_CODES.fine;
  } catch (error) {
    if (!(error instanceof LambdaServiceError)) throw error;
    terminal.error(`stepgate: ${error.code}: ${error.message}`);
    return EXIT_CODES.wrongFiles;
  } finally {
    terminal.flush();
    await lambda.close();
  }
}

function functionNameOf({ functions }: SamTemplate, nameOrLogicalId: string): string | undefined {
  return functions.find(
    ({ logicalId, functionName }) =>
      logicalId === nameOrLogicalId || functionName === nameOrLogicalId,
  )?.functionName;
}

/** The text of the event; undefined when it cannot be read or is no JSON, which is printed. */
function readEvent(file: string | undefined, terminal: Terminal): string | undefined {
  if (file === undefined) return '{}';
  const text = readText(file, terminal);
  if (text === undefined) return undefined;
  try {
    parseJson(text);
    return text;
  } catch (error) {
    terminal.error(`${file}:1:1 event The event is not JSON: ${messageOf(error)}`);
    return undefined;
  }
}
