import { isJsonObject, type JsonValue, propertyOf } from '../shared/json.ts';
import type { JsonPath, JsonPathSegment } from '../shared/jsonpath/json-path.ts';

/** Says, as the service does, where a path that found nothing left the document. */
export function describeMissingPath(path: JsonPath, root: JsonValue): string {
  let value: JsonValue | undefined = root;
  let place = '$';
  for (const [position, segment] of path.segments.entries()) {
    const parent = place;
    place += bracketed(segment);
    if (segment.kind === 'property') {
      if (!isJsonObject(value)) {
        return `Expected to find an object with property ${bracketed(segment)} in path ${parent}`;
      }
      value = propertyOf(value, segment.name);
    } else if (segment.kind === 'index' && Array.isArray(value)) {
      value = value.at(segment.index);
    } else {
      break;
    }
    if (value === undefined && segment.kind === 'property' && position < path.segments.length - 1) {
      return `Missing property in path ${place}`;
    }
    if (value === undefined) break;
  }
  return `No results for path: ${path.segments.reduce((text, segment) => text + bracketed(segment), '$')}`;
}

function bracketed(segment: JsonPathSegment): string {
  if (segment.kind === 'property') return `['${segment.name}']`;
  return segment.kind === 'index' ? `[${segment.index}]` : '[*]';
}
