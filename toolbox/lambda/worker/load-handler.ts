import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type HandlerString,
  moduleFiles,
  parseHandlerString,
} from '../../shared/handler-string.ts';
import { nearestPackageType } from '../package-type.ts';
import { runtimeError } from './function-error.ts';

/** In a worker thread the second argument is the thread's own file. */
const require = createRequire(process.argv[1] ?? process.execPath);

export type Handler = (...args: unknown[]) => unknown;

/** The first major version whose runtime loads everything with `import()` and calls no callback. */
export const FIRST_MAJOR_WITHOUT_CALLBACKS = 24;

/**
 * Loads the module that a handler string names, and finds the handler in it.
 *
 * @param handlerString - `[dir/]module.export[.nested]`
 * @throws Error with the name that Lambda reports, or what the module itself threw
 * @see "Define Lambda function handler in Node.js" (Lambda Developer Guide)
 */
export async function loadHandler(
  taskRoot: string,
  handlerString: string,
  nodeMajor: number,
): Promise<Handler> {
  const { directory, moduleName, exportPath } = checkedHandlerString(handlerString);
  const usesImport = nodeMajor >= FIRST_MAJOR_WITHOUT_CALLBACKS;
  const loadFile = usesImport ? loaderFor(exportPath) : loadByKind;
  const module = await loadModule(resolve(taskRoot, directory), moduleName, taskRoot, loadFile);
  const handler = findHandler(module, exportPath, usesImport);
  if (handler === undefined || handler === null) {
    throw handlerNotFound(`${handlerString} is undefined or not exported`);
  }
  if (typeof handler !== 'function') throw handlerNotFound(`${handlerString} is not a function`);
  return handler as Handler;
}

function handlerNotFound(message: string): Error {
  return runtimeError('Runtime.HandlerNotFound', message);
}

function checkedHandlerString(handlerString: string): HandlerString {
  if (handlerString.includes('..')) {
    throw runtimeError(
      'Runtime.MalformedHandlerName',
      `'${handlerString}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const parts = parseHandlerString(handlerString);
  if (parts === undefined) throw runtimeError('Runtime.MalformedHandlerName', 'Bad handler');
  return parts;
}

type LoadFile = (file: string) => unknown;

async function loadModule(
  directory: string,
  moduleName: string,
  taskRoot: string,
  loadFile: LoadFile,
): Promise<unknown> {
  try {
    const file =
      findModuleFile(join(directory, moduleName)) ??
      require.resolve(moduleName, { paths: [taskRoot, directory] });
    return await loadFile(file);
  } catch (error) {
    throw namedLoadError(error);
  }
}

function findModuleFile(path: string): string | undefined {
  return moduleFiles(path).find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/** nodejs20 and nodejs22: ES modules by `import()`, everything else by `require()`. */
function loadByKind(file: string): unknown {
  const isEsModule = file.endsWith('.mjs') || (file.endsWith('.js') && typeOf(file) === 'module');
  return isEsModule ? importFile(file) : require(file);
}

/**
 * nodejs24: everything by `import()`. A file that says it is CommonJS is required all the same,
 * which gives the same exports without the time to start the loader of ES modules, except the one
 * named `default`.
 */
function loaderFor([firstExport]: readonly string[]): LoadFile {
  return (file) => {
    const isCommonJs =
      file.endsWith('.cjs') || (file.endsWith('.js') && typeOf(file) === 'commonjs');
    return isCommonJs && firstExport !== 'default' ? require(file) : importFile(file);
  };
}

function importFile(file: string): Promise<unknown> {
  return import(pathToFileURL(file).href);
}

function typeOf(file: string): unknown {
  return nearestPackageType(dirname(file), warnUnreadable);
}

function warnUnreadable(file: string, error: unknown): void {
  console.warn(`${file} cannot be read and counts as CommonJS:`, error);
}

/**
 * Lambda names what `require` did not find and what does not parse; an ES import that is missing
 * keeps its error.
 */
function namedLoadError(error: unknown): unknown {
  if (error instanceof SyntaxError) {
    return runtimeError('Runtime.UserCodeSyntaxError', String(error), error);
  }
  if (error instanceof Error && Reflect.get(error, 'code') === 'MODULE_NOT_FOUND') {
    return runtimeError('Runtime.ImportModuleError', String(error), error);
  }
  return error;
}

function findHandler(
  module: unknown,
  exportPath: readonly string[],
  looksInDefault: boolean,
): unknown {
  const handler = propertyAt(module, exportPath);
  if (handler !== undefined || !looksInDefault) return handler;
  return propertyAt(propertyAt(module, ['default']), exportPath);
}

function propertyAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (object, key) =>
      object === undefined || object === null ? undefined : Reflect.get(Object(object), key),
    value,
  );
}
