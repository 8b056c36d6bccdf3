import type { StateGraph } from '../../states/definition.ts';
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
        return unsupportedResources(state.ItemProcessor, serviceClients, `${at}/ItemProcessor`);
      case 'Task': {
        const message = resourceFault(state.Resource, serviceClients);
        return message === undefined ? [] : [{ pointer: `${at}/Resource`, message }];
      }
      default:
        return [];
    }
  });
}
