import { isAbsolute, join, posix } from 'node:path';
import { moduleFiles, parseHandlerString } from '../shared/handler-string.ts';
import { bundleNames } from './bundle-names.ts';
import { entryPointNodes } from './esbuild-properties.ts';
import type { FunctionConfiguration } from './model.ts';
import { childOf, type MappingNode, scalarText, type TemplateNode } from './nodes.ts';
import type { ProblemList } from './problem-list.ts';
import { displayName, type TemplateFiles } from './template-files.ts';

/** A function, and its resolved template with the places that messages name. */
export interface WrittenFunction {
  readonly configuration: FunctionConfiguration;
  readonly properties: MappingNode;
  readonly metadata: TemplateNode | undefined;
}

/**
 * Reports a Node.js function one of whose entry points, or the module of whose handler, is not in
 * the folder of its code.
 */
export function checkHandler(
  written: WrittenFunction,
  problems: ProblemList,
  files: TemplateFiles,
): void {
  const { codeDirectory, runtime, esbuild } = written.configuration;
  const handler = childOf(written.properties, 'Handler');
  if (codeDirectory === undefined || handler === undefined || !runtime.startsWith('nodejs')) return;
  const { logicalId } = written.configuration;
  const code: Code = {
    owner: `of function "${logicalId}"`,
    handler,
    modulePath: ownModule(written),
    pathOf: (file) => join(codeDirectory, file),
    has: (file) => files.kindOf(join(codeDirectory, file)) === 'file',
    problems,
  };
  const buildMethod = scalarText(childOf(written.metadata, 'BuildMethod')) ?? runtime;
  if (esbuild !== undefined) checkBundle(entryPointNodes(written.metadata, handler), code);
  // Another method, such as a Makefile, may make any file.
  else if (buildMethod.startsWith('nodejs')) checkModule(code);
}
