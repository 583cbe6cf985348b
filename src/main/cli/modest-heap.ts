import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow by half, not to a multiple, before what is dead in it is collected, and keeps the part for what is new as small
 * as it begins: a log of nothing but matches makes much that dies soon. Both are asked for when the heap would grow, so that they count
 * although it has begun (V8: src/heap/memory-balancer, heap-controller and new-spaces).
 */
export function keepHeapModest(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
}
