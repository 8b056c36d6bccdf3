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
  const inline = isSam ? childOf(properties, 'InlineCode') : childOf(code, 'ZipFile');
  const inlineCode = scalarText(inline);
  if (inlineCode !== undefined) return { inlineCode };
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

/** What stands in a text for a value that only an account knows. */
const ACCOUNT_VALUE = /\{\{resolve:|<(?:ImportValue|SSM) /;

/** True for what has no value here; a problem tells so already. */
function isUnresolved(node: TemplateNode | undefined): boolean {
  return (
    node?.kind === 'scalar' && (node.unresolved === true || ACCOUNT_VALUE.test(String(node.value)))
  );
}
