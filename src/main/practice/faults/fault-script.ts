import type { Fault } from './faults';
import type { CallKind } from '../http/router';

/** Random faults, reproducible by the seed. */
export interface RandomFaults {
  /** Share of the requests that get one of `faults`, 0 to 1. */
  readonly share: number;
  readonly faults: readonly Fault[];
  readonly seed: number;
}

/** Assigns faults to requests. */
export interface FaultScript {
  /** Queues the fault for the next `times` requests of this kind, after those already queued. */
  add(call: CallKind, fault: Fault, times: number): void;
  /** Applies random faults to requests of this kind from now on; null stops that. */
  atRandom(call: CallKind, faults: RandomFaults | null): void;
  /** Returns the fault of the current request, queued ones first; null for none. */
  next(call: CallKind): Fault | null;
}

/** Creates an empty script. */
export function createFaultScript(): FaultScript {
  const queues = new Map<CallKind, Fault[]>();
  const random = new Map<CallKind, () => Fault | null>();
  return {
    add: (call, fault, times) => {
      const queue = queues.get(call) ?? [];
      queues.set(call, [...queue, ...Array<Fault>(times).fill(fault)]);
    },
    atRandom: (call, faults) => {
      random.delete(call);
      if (faults !== null) {
        random.set(call, picker(faults));
      }
    },
    next: (call) => queues.get(call)?.shift() ?? random.get(call)?.() ?? null,
  };
}

function picker({ share, faults, seed }: RandomFaults): () => Fault | null {
  const random = seededRandom(seed);
  return () => (random() < share ? (faults[Math.floor(random() * faults.length)] ?? null) : null);
}

/** Random numbers from 0 to 1: a linear congruential generator with the constants of Numerical Recipes. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
