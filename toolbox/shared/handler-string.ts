import { basename } from 'node:path';

/** The parts of a handler string: `[dir/]module.export[.nested]`. */
export interface HandlerString {
  /** Ends with a slash, or is empty. */
  readonly directory: string;
  readonly moduleName: string;
  readonly exportPath: readonly string[];
}

/**
 * Splits the last path segment of a handler string at its first dot; so a module's name holds no
 * dot.
 *
 * @returns undefined when there is no dot
 */
export function parseHandlerString(handlerString: string): HandlerString | undefined {
  const segment = basename(handlerString);
  const dot = segment.indexOf('.');
  if (dot === -1) return undefined;
  return {
    directory: handlerString.slice(0, handlerString.length - segment.length),
    moduleName: segment.slice(0, dot),
    exportPath: segment.slice(dot + 1).split('.'),
  };
}

/** The files that a module's name may mean, in the order in which Lambda looks for them. */
export function moduleFiles(modulePath: string): string[] {
  return [modulePath, `${modulePath}.js`, `${modulePath}.mjs`, `${modulePath}.cjs`];
}
