import { childOf, scalarText } from './nodes.ts';
import type { PropertyReader } from './property-reader.ts';
import type { Scope } from './scope.ts';

/** Locally nothing is published twice. */
const PUBLISHED_VERSION = '1';

/**
 * What may stand behind a function's ARN besides `$LATEST`: its version and aliases, by SAM's `AutoPublishAlias` or by
 * resources of their own.
 */
export function functionQualifiers(
  read: PropertyReader,
  { functionName, functionArn }: { readonly functionName: string; readonly functionArn: string },
  scope: Scope,
): string[] {
  const qualifiers = new Set<string>();
  const autoPublishAlias = read.text('AutoPublishAlias');
  if (autoPublishAlias !== undefined) qualifiers.add(PUBLISHED_VERSION).add(autoPublishAlias);
  for (const resource of scope.resources.values()) {
    const isAlias = resource.type === 'AWS::Lambda::Alias';
    if (!isAlias && resource.type !== 'AWS::Lambda::Version') continue;
    const properties = scope.propertiesOf(resource);
    const owner = scalarText(childOf(properties, 'FunctionName'));
    if (owner !== functionName && owner !== functionArn) continue;
    qualifiers.add(PUBLISHED_VERSION);
    const name = isAlias ? scalarText(childOf(properties, 'Name')) : undefined;
    if (name !== undefined) qualifiers.add(name);
  }
  return [...qualifiers];
}
