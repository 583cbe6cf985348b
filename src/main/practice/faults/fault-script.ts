import type { Fault } from './faults';
import type { CallKind } from '../http/router';

/** Faults that come at random, the same ones for the same seed. */
export interface RandomFaults {
  /** Share of the requests that meet one of `faults`, 0 to 1. */
  readonly share: number;
  readonly faults: readonly Fault[];
  readonly seed: number;
}

/** Which request meets which fault. */
export interface FaultScript {
  /** The next `times` requests of this kind meet the fault, after those that were told before. */
  add(call: CallKind, fault: Fault, times: number): void;
  /** From now on requests of this kind meet faults at random; null ends that. */
  atRandom(call: CallKind, faults: RandomFaults | null): void;
  /** The fault of the request at hand: a told one first; null for none. */
  next(call: CallKind): Fault | null;
}

/** An empty script: nothing goes wrong. */
export function createFaultScript(): FaultScript {
  const told = new Map<CallKind, Fault[]>();
  const random = new Map<CallKind, () => Fault | null>();
  return {
    add: (call, fault, times) => {
      const queue = told.get(call) ?? [];
      told.set(call, [...queue, ...Array<Fault>(times).fill(fault)]);
    },
    atRandom: (call, faults) => {
      random.delete(call);
      if (faults !== null) {
        random.set(call, picker(faults));
      }
    },
    next: (call) => told.get(call)?.shift() ?? random.get(call)?.() ?? null,
  };
}

function picker({ share, faults, seed }: RandomFaults): () => Fault | null {
  const random = seededRandom(seed);
  return () => (random() < share ? (faults[Math.floor(random() * faults.length)] ?? null) : null);
}

/** Numbers from 0 to 1: a linear congruential generator with the constants of Numerical Recipes. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
