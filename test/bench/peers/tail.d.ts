/** The part of npm's `tail` that the benchmark uses. */
declare module 'tail' {
  import type { EventEmitter } from 'node:events';

  export class Tail extends EventEmitter<{ line: [string]; error: [unknown] }> {
    constructor(file: string, options?: { readonly fromBeginning?: boolean });
  }
}
