import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap small: it grows by half, not to a multiple, before a collection, the young generation keeps its
 * initial size, collections favor memory over time, and drop compiled code that has not run since the last one, such as
 * that of the start. A log full of matches creates many short-lived objects. V8 reads these flags at each growth or
 * collection, so they also apply to a running heap (V8: src/heap/memory-balancer, heap-controller, new-spaces,
 * Heap::ShouldOptimizeForMemoryUsage and SharedFunctionInfo::ShouldFlushCode). Call it once the code is loaded, which
 * takes a quarter longer with these limits.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--bytecode-old-age=1');
}
