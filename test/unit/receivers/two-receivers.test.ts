import { expect, it } from 'vitest';
import { type Agreement, play, type World } from '../../support/receivers/two-receivers';

const HISTORIES = 1_000;

/** Histories, of a thousand, in which nobody gets a text, and in which somebody gets two. */
function faults(world: World, agreement: Agreement): { readonly lost: number; readonly doubled: number } {
  const texts = Array.from({ length: HISTORIES }, (_, seed) => play(seed + 1, world, agreement).texts);
  return { lost: texts.filter((count) => count === 0).length, doubled: texts.filter((count) => count > 1).length };
}

/** Requests and list of SENS as fast as one may hope for, and as slow as a suspended machine makes them. */
const QUICK = { inFlight: 10, listLag: 10 };
const SLOW = { inFlight: 30, listLag: 30 };
const SUSPENDED = { inFlight: 120, listLag: 60 };

const QUICK_ENOUGH = [
  { kind: 'list', delay: 45 },
  { kind: 'lease', lookAfter: 30 },
] as const;

it.each(QUICK_ENOUGH)('$kind: one text each while SENS is quicker than the delay', (agreement) => {
  expect(faults(QUICK, agreement)).toEqual({ lost: 0, doubled: 0 });
});

// docs/explain/two-receivers.md has these figures.
it.each([
  [{ kind: 'list', delay: 45 }, SLOW, 22],
  [{ kind: 'list', delay: 45 }, SUSPENDED, 256],
  [{ kind: 'list', delay: 120 }, SUSPENDED, 25],
  [{ kind: 'lease', lookAfter: 30 }, SLOW, 78],
  [{ kind: 'lease', lookAfter: 30 }, SUSPENDED, 238],
  [{ kind: 'lease', lookAfter: 90 }, SUSPENDED, 78],
] as const)('%o doubles texts once a request takes longer: %o', (agreement, world, doubled) => {
  expect(faults(world, agreement)).toEqual({ lost: 0, doubled });
});

it.each([
  { kind: 'list', delay: 300 },
  { kind: 'lease', lookAfter: 300 },
] as const)(
  '$kind: a delay longer than everything keeps one text each, but covers nobody within a minute',
  (agreement) => {
    expect(faults(SUSPENDED, agreement)).toEqual({ lost: 0, doubled: 0 });
  },
);
