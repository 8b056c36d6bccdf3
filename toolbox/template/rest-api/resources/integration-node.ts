import { withEntries } from '../../build-nodes.ts';
import {
  childOf,
  isMapping,
  itemsOf,
  type MappingEntry,
  type MappingNode,
  scalarText,
  type TemplateNode,
  unresolvedNode,
} from '../../nodes.ts';
import type { ProblemList } from '../../problem-list.ts';

/** Properties whose name in OpenAPI is more than another first letter. */
const NAMES: Readonly<Record<string, string>> = { IntegrationHttpMethod: 'httpMethod' };

/**
 * `Integration` of a method as `x-amazon-apigateway-integration` has it.
 *
 * @see "AWS::ApiGateway::Method Integration" (CloudFormation Template Reference)
 */
export function integrationNode(integration: TemplateNode, problems: ProblemList): TemplateNode {
  if (!isMapping(integration)) return integration;
  const node = inOpenApi(withRequired(integration, problems));
  const responses = node.entries.get('integrationResponses');
  if (responses === undefined) return node;
  const entries = new Map(node.entries);
  entries.delete('integrationResponses');
  entries.set('responses', { ...responses, value: responsesByPattern(responses.value, problems) });
  return { ...node, entries };
}

/** Reports what is missing under its name here, and puts a stand-in there. */
function withRequired(integration: MappingNode, problems: ProblemList): MappingNode {
  const type = scalarText(childOf(integration, 'Type'))?.toUpperCase();
  const required = type === 'MOCK' ? ['Type'] : ['Type', 'Uri', 'IntegrationHttpMethod'];
  const missing = required.filter((key) => !integration.entries.has(key));
  const { position } = integration;
  for (const key of missing) {
    problems.error(position, 'missing-property', `the Integration has no ${key}: add it`);
  }
  const standIn = { keyPosition: position, value: unresolvedNode(position) };
  return withEntries(
    integration,
    missing.map((key) => [key, standIn]),
  );
}

function inOpenApi(mapping: MappingNode): MappingNode {
  const entries = [...mapping.entries].map(([key, entry]): [string, MappingEntry] => [
    NAMES[key] ?? key.charAt(0).toLowerCase() + key.slice(1),
    entry,
  ]);
  return { ...mapping, entries: new Map(entries) };
}

/** A response without a pattern is the one of the others. */
function responsesByPattern(list: TemplateNode, problems: ProblemList): MappingNode {
  const responses = new Map<string, MappingEntry>();
  for (const item of itemsOf(list)) {
    const pattern = scalarText(childOf(item, 'SelectionPattern')) || 'default';
    if (responses.has(pattern)) {
      const message = `a second integration response with the SelectionPattern "${pattern}" is never selected: keep one of them`;
      problems.warning(item.position, 'duplicate-response', message);
    } else {
      const value = isMapping(item) ? inOpenApi(item) : item;
      responses.set(pattern, { keyPosition: item.position, value });
    }
  }
  return { kind: 'mapping', position: list.position, entries: responses };
}
