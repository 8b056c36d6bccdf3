import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseHandlerString } from '../shared/handler-string.ts';
import type { FunctionConfiguration } from '../template/model.ts';
import { nodeMajorOf } from './node-runtime.ts';
import { placesOf } from './placed-folder.ts';
import { sdkPackageOf } from './sdk-packages.ts';
import { LAST_MAJOR_WITH_SDK_V2, SDK_V2 } from './sdk-v2.ts';

/** Not a path, and not one of Node's own modules. */
const PACKAGE_NAME = /^(?:@[\w.-]+\/)?[\w-][\w.-]*(?=\/|$)/;

/**
 * Tells the developer how to mend a function that failed because a package is not there.
 *
 * @param payload - of the function's error
 * @returns undefined for another error
 */
export function missingPackageNotice(
  configuration: FunctionConfiguration,
  payload: string,
): string | undefined {
  const specifier = /Cannot find (?:module|package) '([^']+)'/.exec(payload)?.[1] ?? '';
  if (specifier.startsWith('/opt/')) {
    return `${configuration.logicalId} imports ${specifier}, which none of its layers here holds`;
  }
  const name = PACKAGE_NAME.exec(specifier)?.[0];
  if (name === undefined || isOwnModule(name, configuration)) return undefined;
  const { logicalId, layers = [] } = configuration;
  const layer = layers.find((one) =>
    placesOf('/opt/nodejs/node_modules', [one]).some((folder) => existsSync(join(folder, name))),
  );
  if (layer !== undefined)
    return `${logicalId} imports ${name} of layer ${layer.logicalId}, which only require() finds: ES modules do not look at NODE_PATH, on Lambda neither`;
  return isInRuntime(name, configuration)
    ? `${logicalId} imports ${name}, which Lambda's runtime brings along and this project lacks: npm install --save-dev ${name}`
    : `${logicalId} imports ${name}, which is not installed for it: npm install ${name}, in the folder of its package.json`;
}

/** The module that the handler names is looked for as a package when it is no file. */
function isOwnModule(name: string, { handler }: FunctionConfiguration): boolean {
  return parseHandlerString(handler)?.moduleName === name;
}

function isInRuntime(name: string, { runtime }: FunctionConfiguration): boolean {
  const hasSdkV2 = (nodeMajorOf(runtime) ?? 0) <= LAST_MAJOR_WITH_SDK_V2;
  return name === SDK_V2 ? hasSdkV2 : sdkPackageOf(name) !== undefined;
}
