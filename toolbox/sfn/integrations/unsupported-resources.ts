import type { MapState, StateGraph } from '../../states/definition.ts';
import { resourceFault } from './integration-of.ts';
import type { ServiceClients } from './service-client.ts';

/** A Task whose Resource cannot be called as things are. */
export interface UnsupportedResource {
  /** JSON pointer into the definition. */
  readonly pointer: string;
  readonly message: string;
}

/** Finds the Tasks whose resources cannot be called, in branches and item processors too. */
export function unsupportedResources(
  graph: StateGraph,
  serviceClients: ServiceClients,
  pointer = '',
): UnsupportedResource[] {
  return [...graph.States].flatMap(([name, state]) => {
    const at = `${pointer}/States/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    switch (state.Type) {
      case 'Parallel':
        return state.Branches.flatMap((branch, index) =>
          unsupportedResources(branch, serviceClients, `${at}/Branches/${index}`),
        );
      case 'Map':
        return [
          ...unreachableS3(state, at, serviceClients),
          ...unsupportedResources(state.ItemProcessor, serviceClients, `${at}/ItemProcessor`),
        ];
      case 'Task': {
        const message = resourceFault(state.Resource, serviceClients);
        return message === undefined ? [] : [{ pointer: `${at}/Resource`, message }];
      }
      default:
        return [];
    }
  });
}

/** Where a Map reads its items from S3 or writes its results there, and cannot. */
function unreachableS3(
  { distributed }: MapState,
  at: string,
  serviceClients: ServiceClients,
): UnsupportedResource[] {
  const fields = [
    ...(distributed?.ItemReader === undefined ? [] : ['ItemReader']),
    ...(distributed?.ResultWriter?.Resource === undefined ? [] : ['ResultWriter']),
  ];
  if (fields.length === 0) return [];
  const remedy = serviceClients.remedyOf('s3');
  if (remedy === undefined) return [];
  return fields.map((field) => ({
    pointer: `${at}/${field}/Resource`,
    message: `The ${field} cannot reach S3: its Map fails with States.Runtime unless it is mocked. ${remedy}`,
  }));
}
