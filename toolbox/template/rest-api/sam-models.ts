import { buildMapping, withEntries, withMembers } from '../build-nodes.ts';
import { childOf, isMapping, type MappingEntry, type MappingNode, scalarText } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { samModelName } from './event-request.ts';

/**
 * Adds `Models` of an API; in a document of OpenAPI 3 SAM puts them in the place of the schemas that
 * it has.
 */
export function withModels(
  document: MappingNode,
  { value }: MappingEntry,
  owner: string,
  problems: ProblemList,
): MappingNode {
  if (!isMapping(value)) {
    const message = `Models of ${owner} has to be a mapping of names and schemas`;
    problems.error(value.position, 'invalid-property', message);
    return document;
  }
  const models = [...value.entries].map(([name, entry]): [string, MappingEntry] => {
    if (scalarText(childOf(entry.value, 'type')) === undefined) {
      const message = `the model "${name}" of ${owner} needs a "type", such as object`;
      problems.error(entry.keyPosition, 'invalid-property', message);
    }
    return [samModelName(name), entry];
  });
  if (document.entries.has('swagger')) {
    return withMembers(document, 'definitions', models, value.position);
  }
  const replaced = childOf(childOf(document, 'components'), 'schemas');
  if (replaced !== undefined) {
    const message = `SAM puts the Models of ${owner} in the place of "components: schemas" of the document: write all of them in one place`;
    problems.warning(value.position, 'replaced-schemas', message);
  }
  const schemas = withEntries(buildMapping(value.position, {}), models);
  const entry = { keyPosition: value.position, value: schemas };
  return withMembers(document, 'components', [['schemas', entry]], value.position);
}
