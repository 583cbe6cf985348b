import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow by half, not to a multiple, before what is dead in it is collected: a log of nothing but matches makes
 * much that dies soon. `--heap-growing-percent` is asked for at each collection, so that it counts although the heap has begun
 * (V8: src/heap/memory-balancer and heap-controller).
 */
export function keepHeapModest(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
