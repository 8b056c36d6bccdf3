import { join } from 'node:path';
import { buildMetadata } from './build-metadata.ts';
import { reportMissingPackages } from './missing-packages.ts';
import type { LayerContent } from './model.ts';
import { childOf, itemsOf, positionOfKey, scalarText } from './nodes.ts';
import { referenceOf } from './resource-attributes.ts';
import type { Resource, Scope } from './scope.ts';
import { isElsewhere, type TemplateFiles } from './template-files.ts';

/** Type → the property that names the folder of its content. */
const CONTENT_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::Serverless::LayerVersion': 'ContentUri',
  'AWS::Lambda::LayerVersion': 'Content',
};

/**
 * What lies under a function at `/opt`, in the order of its `Layers`; a layer that is not here is
 * reported.
 *
 * @see "Managing Lambda dependencies with layers" (Lambda Developer Guide)
 */
export function layersOf(resource: Resource, scope: Scope, files: TemplateFiles): LayerContent[] {
  const items = itemsOf(childOf(scope.propertiesOf(resource), 'Layers'));
  return items.flatMap((item) => {
    const arn = scalarText(item);
    if (arn === undefined) return [];
    const layer = layerNamed(arn, scope);
    if (layer !== undefined) return layerContent(layer, scope, files) ?? [];
    const message = `the layer ${arn} is not in this template and is not laid under functions here: install the packages that it holds in the project, or add it to the template with a folder`;
    scope.problems.warning(item.position, 'unsupported-layer', message);
    return [];
  });
}

function layerNamed(arn: string, scope: Scope): Resource | undefined {
  return [...scope.resources.values()].find(
    (resource) => resource.type in CONTENT_PROPERTIES && referenceOf(resource, scope) === arn,
  );
}

function layerContent(
  layer: Resource,
  scope: Scope,
  files: TemplateFiles,
): LayerContent | undefined {
  const { logicalId } = layer;
  const properties = scope.propertiesOf(layer);
  const key = CONTENT_PROPERTIES[layer.type] ?? '';
  const position = positionOfKey(properties, key);
  const location = scalarText(childOf(properties, key));
  if (location === undefined || isElsewhere(location, files)) {
    const message = `the content of layer "${logicalId}" is not in a folder beside the template: it is not laid under functions here`;
    scope.problems.warning(position, 'unsupported-layer', message);
    return undefined;
  }
  const directory = files.pathOf(location);
  if (files.kindOf(directory) !== 'directory') {
    const message = `${key} of layer "${logicalId}" has to be a folder, but there is none at "${location}": correct the path, which starts from the template's folder`;
    scope.problems.error(position, 'missing-code', message);
    return undefined;
  }
  const isBuilt = isBuiltByNpm(layer, scope);
  const owner = `layer "${logicalId}"`;
  const packages = isBuilt ? directory : join(directory, 'nodejs');
  reportMissingPackages({ owner, position, directory: packages }, files, scope.problems);
  if (files.kindOf(join(directory, 'extensions')) === 'directory') {
    const message = `the extensions of ${owner} are not started here`;
    scope.problems.warning(position, 'unsupported-layer', message);
  }
  return { logicalId, directory, path: isBuilt ? '/opt/nodejs' : '/opt' };
}

/** A layer without `BuildMethod` is deployed as it is. */
function isBuiltByNpm(layer: Resource, scope: Scope): boolean {
  const node = childOf(buildMetadata(layer, scope), 'BuildMethod');
  const buildMethod = scalarText(node);
  if (node === undefined || buildMethod === undefined) return false;
  if (buildMethod.startsWith('nodejs')) return true;
  const message = `layer "${layer.logicalId}" is not built by ${buildMethod} here: its folder is laid under functions as it is`;
  scope.problems.warning(node.position, 'unsupported-layer', message);
  return false;
}
