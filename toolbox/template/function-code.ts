import type { FunctionConfiguration } from './model.ts';
import {
  childOf,
  isMapping,
  type MappingNode,
  positionOfKey,
  scalarText,
  type TemplateNode,
} from './nodes.ts';
import type { Resource, Scope } from './scope.ts';
import { isElsewhere, type TemplateFiles } from './template-files.ts';
import { holdsUnknownValue } from './unknown-values.ts';

/** Where a function's code is: a folder beside the template, text in the template, or nowhere here. */
export function functionCode(
  { logicalId, type, metadata }: Resource,
  properties: MappingNode,
  { problems }: Scope,
  files: TemplateFiles,
): Pick<FunctionConfiguration, 'codeDirectory' | 'inlineCode'> {
  const isSam = type === 'AWS::Serverless::Function';
  const key = isSam ? 'CodeUri' : 'Code';
  const code = childOf(properties, key);
  const inline = isSam ? childOf(properties, 'InlineCode') : childOf(code, 'ZipFile');
  const inlineCode = scalarText(inline);
  if (inlineCode !== undefined) return { inlineCode };
  const asset = assetDirectory(metadata, key, files);
  if (asset !== undefined) return { codeDirectory: asset };
  if (isUnresolved(inline) || isUnresolved(code)) return {};
  // sam build takes the template's folder when a function says nothing.
  const location = scalarText(code) ?? (isSam ? '.' : undefined);
  if (isMapping(code) || (location !== undefined && isElsewhere(location, files))) {
    const message = `the code of function "${logicalId}" is not in a folder beside the template: it cannot run here`;
    problems.warning(positionOfKey(properties, key), 'unsupported-code-location', message);
    return {};
  }
  if (location === undefined) {
    const message = `function "${logicalId}" has no ${key}: add it`;
    problems.error(properties.position, 'missing-property', message);
    return {};
  }
  const codeDirectory = files.pathOf(location);
  const kind = files.kindOf(codeDirectory);
  if (kind === 'directory') return { codeDirectory };
  const found = kind === 'file' ? 'is a file' : 'does not exist';
  const message = `${key} of function "${logicalId}" has to be a folder, but "${location}" ${found}: correct the path, which starts from the template's folder`;
  // What is compiled may not be built yet, and does not run here.
  const isNode = scalarText(childOf(properties, 'Runtime'))?.startsWith('nodejs') ?? true;
  const report = isNode ? problems.error : problems.warning;
  report(code?.position ?? properties.position, 'missing-code', message);
  return {};
}

/**
 * The folder that the AWS CDK uploads for a property, whose place beside the template it notes down.
 *
 * @see "Metadata" of assets (AWS CDK Developer Guide)
 */
function assetDirectory(
  metadata: TemplateNode | undefined,
  property: string,
  files: TemplateFiles,
): string | undefined {
  const location = scalarText(childOf(metadata, 'aws:asset:path'));
  if (location === undefined) return undefined;
  if (scalarText(childOf(metadata, 'aws:asset:property')) !== property) return undefined;
  const directory = files.pathOf(location);
  return files.kindOf(directory) === 'directory' ? directory : undefined;
}

/** True for what has no value here; a problem tells so already. */
function isUnresolved(node: TemplateNode | undefined): boolean {
  return node?.kind === 'scalar' && holdsUnknownValue(node);
}
