import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import { partsOfApi } from '../api-gateway-v2/parts-of-api.ts';
import { childOf, positionOfKey, toJson } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import { withModelReferences } from '../rest-api/models.ts';
import type { Resource, Scope } from '../scope.ts';

/** The schemas of an API's models, by name. */
export function readModels(api: Resource, scope: Scope): Record<string, JsonObject> {
  const models: Record<string, JsonObject> = {};
  for (const model of partsOfApi(api, 'Model', scope)) {
    const properties = scope.propertiesOf(model);
    const owner = `model "${model.logicalId}"`;
    const name = new PropertyReader(properties, owner, scope.problems).requiredText('Name');
    const node = childOf(properties, 'Schema');
    const schema = node === undefined ? undefined : schemaOf(toJson(node));
    if (schema === undefined) {
      const message = `Schema of ${owner} has to be a JSON Schema, as a mapping or as JSON text`;
      scope.problems.error(positionOfKey(properties, 'Schema'), 'invalid-property', message);
    } else if (name !== undefined) {
      models[name] = withModelReferences(schema) as JsonObject;
    }
  }
  return models;
}

function schemaOf(written: JsonValue): JsonObject | undefined {
  const value = typeof written === 'string' ? parsed(written) : written;
  return isJsonObject(value) ? value : undefined;
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
