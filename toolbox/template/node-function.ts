import { join, posix } from 'node:path';
import { parseHandlerString } from '../shared/handler-string.ts';
import type { PlacedText } from './esbuild-properties.ts';
import { childOf, type MappingNode } from './nodes.ts';
import type { TemplateFiles } from './template-files.ts';

/** A Node.js function whose code is in a folder. */
export interface NodeFunction {
  readonly logicalId: string;
  readonly codeDirectory: string;
  readonly handler: PlacedText;
  /** The module that the handler names, when it has to be one of the function's own files. */
  readonly modulePath: string | undefined;
  /** True for a file below the code's folder. */
  isFile(location: string): boolean;
}

/** @param properties - resolved */
export function nodeFunction(
  { logicalId, codeDirectory, handler }: Omit<NodeFunction, 'modulePath' | 'isFile'>,
  properties: MappingNode,
  files: TemplateFiles,
): NodeFunction {
  const hasLayers = childOf(properties, 'Layers') !== undefined;
  return {
    logicalId,
    codeDirectory,
    handler,
    // A layer may hold the handler.
    modulePath: hasLayers ? undefined : ownModule(handler.text),
    isFile: (location) => files.kindOf(join(codeDirectory, location)) === 'file',
  };
}

/** Undefined for what a package or a layer holds, and for what the runtime refuses at the call. */
function ownModule(handler: string): string | undefined {
  const parts = parseHandlerString(handler);
  const isOwn = !posix.isAbsolute(handler) && !/\.\.|\bnode_modules\//.test(handler);
  return parts !== undefined && isOwn ? posix.join(parts.directory, parts.moduleName) : undefined;
}
