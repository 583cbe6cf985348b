import type { Snapshot } from '../../shared/contract/ipc/snapshot';
import { isEqual } from '../../shared/settings/merge';
import type { AppStore } from './app-store';

/**
 * Reader of a part of the window's data that returns the same value until the part differs, as React compares by
 * identity and each push brings new objects. Throws unless the window is ready.
 */
export function partReader<Part>(store: Pick<AppStore, 'state'>, select: (data: Snapshot) => Part): () => Part {
  let last: { readonly part: Part } | null = null;
  return () => {
    const state = store.state();
    if (state.phase !== 'ready') {
      throw new Error('The window has no data yet.');
    }
    const part = select(state.data);
    if (last === null || (last.part !== part && !isEqual(last.part, part))) {
      last = { part };
    }
    return last.part;
  };
}
