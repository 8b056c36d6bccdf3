import { transformName, transformsOf } from './language-extensions.ts';
import { isMapping, type MappingNode, positionOfKey, type TemplateNode } from './nodes.ts';
import type { ProblemList } from './problem-list.ts';
import type { Scope } from './scope.ts';

const SERVERLESS_TRANSFORM = 'AWS::Serverless-2016-10-31';

/** @see "CloudFormation template sections" and "AWS SAM template anatomy" */
const SECTIONS: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Globals',
  'Hooks',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
]);

/** Reports what is wrong with a template beside its resources. */
export function checkSections(root: MappingNode, scope: Scope): void {
  const { problems, conditions } = scope;
  for (const [name, { keyPosition }] of root.entries) {
    if (SECTIONS.has(name)) continue;
    const message = `"${name}" is no section of a template: expected one of ${[...SECTIONS].join(', ')}`;
    problems.error(keyPosition, 'unknown-section', message);
  }
  for (const [name, { keyPosition }] of isMapping(conditions) ? conditions.entries : []) {
    scope.isConditionTrue(name, keyPosition);
  }
  const transforms = transformsOf(root);
  for (const transform of transforms) checkTransform(transform, problems);
  const [first] = [...scope.resources.values()].filter(({ type }) =>
    type.startsWith('AWS::Serverless::'),
  );
  const isServerless = transforms.some((node) => transformName(node) === SERVERLESS_TRANSFORM);
  if (first === undefined || isServerless) return;
  const message = `${first.type} needs the line "Transform: ${SERVERLESS_TRANSFORM}" at the top of the template`;
  const position = root.entries.has('Transform')
    ? positionOfKey(root, 'Transform')
    : first.position;
  problems.error(position, 'missing-transform', message);
}

const SUPPORTED_TRANSFORMS = [SERVERLESS_TRANSFORM, 'AWS::Include', 'AWS::LanguageExtensions'];

function checkTransform(transform: TemplateNode, problems: ProblemList): void {
  const name = transformName(transform) ?? '';
  if (SUPPORTED_TRANSFORMS.includes(name)) return;
  const message = `the transform "${name}" is not supported here: the template is read as it is written`;
  problems.warning(transform.position, 'unsupported-transform', message);
}
