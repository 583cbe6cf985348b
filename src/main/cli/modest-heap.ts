import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow by half, not to a multiple, before what is dead in it is collected, and keeps the part for what is new as small
 * as it begins: a log of nothing but matches makes much that dies soon. What is garbage is collected to give memory back, not to save
 * time. All three are asked for when the heap would grow or is collected, so that they count although it has begun (V8:
 * src/heap/memory-balancer, heap-controller, new-spaces and Heap::ShouldOptimizeForMemoryUsage).
 */
export function keepHeapModest(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
}
