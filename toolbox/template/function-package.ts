import { buildMetadata } from './build-metadata.ts';
import { checkEntryPoints } from './check-entry-points.ts';
import { checkHandler } from './check-handler.ts';
import { esbuildProperties, unreadBuildProperties } from './esbuild-properties.ts';
import { functionCode } from './function-code.ts';
import { reportMissingPackages } from './missing-packages.ts';
import type { FunctionConfiguration } from './model.ts';
import { type NodeFunction, nodeFunction } from './node-function.ts';
import { childOf, scalarText, type TemplateNode } from './nodes.ts';
import type { ProblemList } from './problem-list.ts';
import type { PropertyReader } from './property-reader.ts';
import type { Resource, Scope } from './scope.ts';
import type { TemplateFiles } from './template-files.ts';

type PackageProperty =
  | 'packageType'
  | 'runtime'
  | 'handler'
  | 'codeDirectory'
  | 'inlineCode'
  | 'esbuild';

/** What a function runs; code that is not where the template says is reported. */
export function functionPackage(
  resource: Resource,
  read: PropertyReader,
  scope: Scope,
  files: TemplateFiles,
): Pick<FunctionConfiguration, PackageProperty> {
  const packageType = read.oneOf('PackageType', ['Zip', 'Image']) ?? 'Zip';
  if (packageType === 'Image') return { packageType, runtime: '', handler: '' };
  const { logicalId, position } = resource;
  const { problems } = scope;
  const properties = scope.propertiesOf(resource);
  const metadata = buildMetadata(resource, scope);
  const runtime = read.requiredText('Runtime') ?? '';
  const text = read.requiredText('Handler') ?? '';
  const handler = { text, position: read.positionOf('Handler') ?? position };
  const esbuild = esbuildProperties(metadata, handler);
  const code = functionCode(resource, properties, scope, files);
  const { codeDirectory } = code;
  if (codeDirectory !== undefined && runtime.startsWith('nodejs')) {
    const judged = nodeFunction({ logicalId, codeDirectory, handler }, properties, files);
    const buildMethod = childOf(metadata, 'BuildMethod');
    const owner = `function "${logicalId}"`;
    reportMissingPackages({ owner, position, directory: codeDirectory }, files, problems);
    if (esbuild !== undefined) checkBundle(judged, metadata, problems);
    // Another method, such as a Makefile, may make any file.
    else if ((scalarText(buildMethod) ?? runtime).startsWith('nodejs'))
      checkHandler(judged, problems);
    else if (buildMethod !== undefined) reportBuildMethod(logicalId, buildMethod, problems);
  }
  return {
    packageType,
    runtime,
    handler: text,
    ...code,
    ...(esbuild !== undefined && { esbuild }),
  };
}

function checkBundle(
  judged: NodeFunction,
  metadata: TemplateNode | undefined,
  problems: ProblemList,
): void {
  checkEntryPoints(judged, metadata, problems);
  for (const { text, position } of unreadBuildProperties(metadata)) {
    const message = `"${judged.logicalId}": esbuild is not told of ${text} here`;
    problems.warning(position, 'unsupported-property', message);
  }
}

function reportBuildMethod(logicalId: string, node: TemplateNode, problems: ProblemList): void {
  const message = `"${logicalId}" is not built by ${scalarText(node)} here: its folder is taken as it is`;
  problems.warning(node.position, 'unsupported-property', message);
}
