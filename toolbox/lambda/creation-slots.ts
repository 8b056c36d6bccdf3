/** Places for work that runs at the same time. */
export interface CreationSlots {
  areTaken(): boolean;
  /** Takes a place; the function that it gives back frees it, once. */
  take(): () => void;
}

/** Who waits for something (a top-level await) loses the place to others after this. */
const SLOT_MS = 500;

/** @param onFreed - called when a place has become free because its time was over */
export function creationSlots(count: number, onFreed: () => void): CreationSlots {
  let taken = 0;
  return {
    areTaken: () => taken >= count,
    take() {
      let isFree = false;
      const free = (): void => {
        clearTimeout(timer);
        if (!isFree) taken -= 1;
        isFree = true;
      };
      const timer = setTimeout(() => {
        free();
        onFreed();
      }, SLOT_MS);
      taken += 1;
      return free;
    },
  };
}
