import { describe, expect, it } from 'vitest';
import { AbsenceWatch } from '../../../src/main/engine/alert/absence-watch';
import type { Sight } from '../../../src/main/engine/alert/policy/absence';
import { ManualClock } from '../../support/manual-clock';
import { policySettings, START } from '../../support/policy-run';

const SECOND = 1_000;
const HOUR = 3_600_000;

/** A watch of one rule that expects a line each half minute, and what it has told. */
class Expecting {
  readonly clock = new ManualClock(START);
  readonly told: string[] = [];
  sight: Sight = 'reading';
  blind = false;
  rules = policySettings([{ absence: { after: '30s' } }]).rules;
  readonly watch: AbsenceWatch;

  constructor() {
    this.watch = new AbsenceWatch({
      clock: this.clock,
      rules: () => this.rules,
      sightOf: () => this.sight,
      showBlind: (_rule, blind) => {
        this.blind = blind;
      },
      wasTold: () => this.told.at(-1) === 'missing',
      tell: (_rule, missing) => {
        this.told.push(missing ? 'missing' : 'back');
        return true;
      },
    });
    this.watch.apply();
  }

  line(): void {
    this.watch.seen(new Set(['r0']));
  }
}

describe('absence', () => {
  it('is told of after one whole window and not before, once', () => {
    const expecting = new Expecting();
    expecting.clock.pass(29 * SECOND);
    expect(expecting.told).toEqual([]);
    expecting.clock.pass(2 * SECOND);
    expect(expecting.told).toEqual(['missing']);
    expecting.clock.pass(10 * HOUR);
    expect(expecting.told).toEqual(['missing']);
  });

  it('is over with the first line, is told to be over once, and can come again', () => {
    const expecting = new Expecting();
    expecting.clock.pass(31 * SECOND);
    expecting.line();
    expecting.line();
    expect(expecting.told).toEqual(['missing', 'back']);
    expecting.clock.pass(29 * SECOND);
    expect(expecting.told).toEqual(['missing', 'back']);
    expecting.clock.pass(2 * SECOND);
    expect(expecting.told).toEqual(['missing', 'back', 'missing']);
  });

  it('is put off by each line', () => {
    const expecting = new Expecting();
    for (let line = 0; line < 10; line += 1) {
      expecting.clock.pass(25 * SECOND);
      expecting.line();
    }
    expect(expecting.told).toEqual([]);
  });

  it('does not count a suspend: the rest of the window is watched after it', () => {
    const expecting = new Expecting();
    expecting.clock.pass(20 * SECOND);
    expecting.clock.jump(8 * HOUR);
    expecting.clock.pass(9 * SECOND);
    expect(expecting.told).toEqual([]);
    expecting.clock.pass(3 * SECOND);
    expect(expecting.told).toEqual(['missing']);
  });

  it.each(['blind', 'silenced'] as const)('does not count while the rule is %s', (sight) => {
    const expecting = new Expecting();
    expecting.clock.pass(20 * SECOND);
    expecting.sight = sight;
    expecting.clock.pass(HOUR);
    expect(expecting.told).toEqual([]);
    expect(expecting.blind).toBe(sight === 'blind');
    expecting.sight = 'reading';
    expecting.clock.pass(12 * SECOND);
    expect(expecting.told).toEqual(['missing']);
  });

  it('does not count backwards when the clock is set back', () => {
    const expecting = new Expecting();
    expecting.clock.pass(20 * SECOND);
    expecting.clock.jump(-HOUR);
    expecting.clock.pass(12 * SECOND);
    expect(expecting.told).toEqual(['missing']);
  });

  it('of a rule that is turned off is not told of', () => {
    const expecting = new Expecting();
    expecting.rules = [];
    expecting.watch.apply();
    expecting.clock.pass(HOUR);
    expect(expecting.told).toEqual([]);
  });
});
