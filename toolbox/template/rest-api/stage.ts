import type { MethodSetting } from '../model.ts';
import { isMapping, type MappingNode, type TemplateNode } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';

/** `MethodSettings` of a stage: throttling by path and method. */
export function readMethodSettings(
  properties: MappingNode | undefined,
  owner: string,
  problems: ProblemList,
): MethodSetting[] {
  const settings = new PropertyReader(properties, owner, problems).sequence('MethodSettings');
  return (settings?.items ?? [])
    .filter(isMapping)
    .map((setting) => methodSetting(setting, owner, problems));
}

function methodSetting(
  setting: MappingNode & TemplateNode,
  owner: string,
  problems: ProblemList,
): MethodSetting {
  const read = new PropertyReader(setting, `MethodSettings of ${owner}`, problems);
  const throttlingRateLimit = read.number('ThrottlingRateLimit', -1);
  const throttlingBurstLimit = read.number('ThrottlingBurstLimit', -1);
  return {
    // A slash inside the path may be written as ~1.
    resourcePath: (read.text('ResourcePath') ?? '/*').replaceAll('~1', '/'),
    httpMethod: read.text('HttpMethod') ?? '*',
    ...(throttlingRateLimit !== undefined && { throttlingRateLimit }),
    ...(throttlingBurstLimit !== undefined && { throttlingBurstLimit }),
  };
}
