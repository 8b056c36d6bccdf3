import type { Problem } from '../shared/problem.ts';
import type { FunctionConfiguration } from '../template/model.ts';
import { nodeMajorOf } from './node-runtime.ts';

/** Why a function cannot run in this process; undefined if it can. */
export function reasonNotToRun(configuration: FunctionConfiguration): string | undefined {
  const { packageType, runtime, codeDirectory, inlineCode } = configuration;
  if (packageType === 'Image') return 'is a container image';
  if (nodeMajorOf(runtime) === undefined) return `has runtime "${runtime}"`;
  if (codeDirectory === undefined && inlineCode === undefined)
    return 'has no code in a folder of this project';
  return undefined;
}

/**
 * What the developer should know before functions run: which cannot, and which run on another
 * Node.js.
 */
export function functionProblems(
  functions: readonly FunctionConfiguration[],
  hostMajor: number,
  lambdaEndpoint: string | undefined,
): Problem[] {
  const notRunnable = functions.flatMap((configuration): Problem[] => {
    const reason = reasonNotToRun(configuration);
    if (reason === undefined) return [];
    const where =
      lambdaEndpoint === undefined
        ? 'it cannot run here; name an endpoint that runs it with --lambda-endpoint, or mock the states that call it with --mock-config'
        : `it is invoked at ${lambdaEndpoint}`;
    return [warning(configuration, `function "${configuration.logicalId}" ${reason}: ${where}`)];
  });
  return [...notRunnable, ...otherMajors(functions, hostMajor)];
}

/** One message for all functions whose Node.js is not this one. */
function otherMajors(functions: readonly FunctionConfiguration[], hostMajor: number): Problem[] {
  const others = functions.filter((configuration) => {
    const major = nodeMajorOf(configuration.runtime);
    return major !== undefined && major !== hostMajor;
  });
  const [first] = others;
  if (first === undefined) return [];
  const runtimes = [...new Set(others.map(({ runtime }) => runtime))].join(', ');
  const names = others.map(({ logicalId }) => logicalId).join(', ');
  return [
    warning(first, `Node.js ${hostMajor} runs functions made for ${runtimes} here: ${names}`),
  ];
}

function warning({ position }: FunctionConfiguration, message: string): Problem {
  return { position, severity: 'warning', rule: 'unsupported-runtime', message };
}
