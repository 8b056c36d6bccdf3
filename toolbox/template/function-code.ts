import type { FunctionConfiguration } from './model.ts';
import { childOf, isMapping, type MappingNode, positionOfKey, scalarText } from './nodes.ts';
import type { Resource, Scope } from './scope.ts';
import { isRemote, type TemplateFiles } from './template-files.ts';

/** Where a function's code is: a folder beside the template, text in the template, or nowhere here. */
export function functionCode(
  { logicalId, type }: Resource,
  properties: MappingNode,
  { problems }: Scope,
  files: TemplateFiles,
): Pick<FunctionConfiguration, 'codeDirectory' | 'inlineCode'> {
  const isSam = type === 'AWS::Serverless::Function';
  const key = isSam ? 'CodeUri' : 'Code';
  const code = childOf(properties, key);
  const inlineCode = scalarText(
    isSam ? childOf(properties, 'InlineCode') : childOf(code, 'ZipFile'),
  );
  if (inlineCode !== undefined) return { inlineCode };
  const location = scalarText(code);
  if (isMapping(code) || (location !== undefined && isRemote(location))) {
    const message = `the code of function "${logicalId}" is not in a folder beside the template: it cannot run here`;
    problems.warning(positionOfKey(properties, key), 'unsupported-code-location', message);
    return {};
  }
  if (location !== undefined) return { codeDirectory: files.pathOf(location) };
  // sam build takes the template's folder when a function says nothing.
  if (isSam) return { codeDirectory: files.pathOf('.') };
  const message = `function "${logicalId}" has no ${key}: add it`;
  problems.error(properties.position, 'missing-property', message);
  return {};
}
