import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap small: it grows by half, not to a multiple, before a collection, the young generation keeps its
 * initial size, and collections favor memory over time. A log full of matches creates many short-lived objects. V8
 * reads these flags at each growth or collection, so they also apply to a running heap (V8: src/heap/memory-balancer,
 * heap-controller, new-spaces and Heap::ShouldOptimizeForMemoryUsage). Call it once the code is loaded, which takes a
 * quarter longer with these limits.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
}
