import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrive, elapse, emptyMemory, QUIET_MS } from '../../../../src/main/desktop/notifications/grouping';

describe('the rate of desktop notifications', () => {
  it('shows the first notice of a subject at once', () => {
    const step = arrive(emptyMemory<string>(), 'rule a', 'first', 0);
    expect(step.due).toEqual([{ notice: 'first', more: 0 }]);
    expect(step.wakeAt).toBe(QUIET_MS);
  });

  it('counts those that follow within ten seconds and shows the latest once, with the number', () => {
    const first = arrive(emptyMemory<string>(), 'rule a', 'first', 0);
    const second = arrive(first.memory, 'rule a', 'second', 1_000);
    const third = arrive(second.memory, 'rule a', 'third', 2_000);
    expect([...second.due, ...third.due]).toEqual([]);
    expect(elapse(third.memory, QUIET_MS - 1).due).toEqual([]);
    const later = elapse(third.memory, QUIET_MS);
    expect(later.due).toEqual([{ notice: 'third', more: 2 }]);
    expect(later.wakeAt).toBe(2 * QUIET_MS);
  });

  it('treats subjects separately', () => {
    const first = arrive(emptyMemory<string>(), 'rule a', 'a', 0);
    expect(arrive(first.memory, 'rule b', 'b', 1).due).toEqual([{ notice: 'b', more: 0 }]);
  });

  it('forgets a subject that has been silent', () => {
    const first = arrive(emptyMemory<string>(), 'rule a', 'first', 0);
    const still = elapse(first.memory, QUIET_MS);
    expect(still).toMatchObject({ due: [], wakeAt: null });
    expect(arrive(still.memory, 'rule a', 'again', QUIET_MS + 1).due).toEqual([{ notice: 'again', more: 0 }]);
  });

  it('J30 never shows two of a subject within ten seconds, and loses none from the count', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 15_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(gaps, (delays) => {
        let memory = emptyMemory<number>();
        let wakeAt: number | null = null;
        let now = 0;
        let told = 0;
        const shownAt: number[] = [];
        const take = (step: ReturnType<typeof arrive<number>>): void => {
          memory = step.memory;
          wakeAt = step.wakeAt;
          step.due.forEach(({ more }) => {
            shownAt.push(now);
            told += Math.max(more, 1);
          });
        };
        const letPass = (until: number): void => {
          while (wakeAt !== null && wakeAt <= until) {
            now = wakeAt;
            take(elapse(memory, now));
          }
          now = until;
        };
        delays.forEach((delay, index) => {
          letPass(now + delay);
          take(arrive(memory, 'rule', index, now));
        });
        letPass(now + 3 * QUIET_MS);
        expect(told).toBe(delays.length);
        expect(shownAt.every((at, index) => index === 0 || at - (shownAt[index - 1] ?? 0) >= QUIET_MS)).toBe(true);
      }),
    );
  });
});
