import type { StateGraph } from '../../states/definition.ts';
import { isSupportedResource } from './index.ts';

/** A Task whose Resource cannot run here. */
export interface UnsupportedResource {
  readonly resource: string;
  /** JSON pointer into the definition. */
  readonly pointer: string;
}

/** Finds the Tasks whose service integration is not supported, in branches too. */
export function unsupportedResources(graph: StateGraph, pointer = ''): UnsupportedResource[] {
  return [...graph.States].flatMap(([name, state]) => {
    const at = `${pointer}/States/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (state.Type === 'Parallel') {
      return state.Branches.flatMap((branch, index) =>
        unsupportedResources(branch, `${at}/Branches/${index}`),
      );
    }
    return state.Type === 'Task' && !isSupportedResource(state.Resource)
      ? [{ resource: state.Resource, pointer: `${at}/Resource` }]
      : [];
  });
}
