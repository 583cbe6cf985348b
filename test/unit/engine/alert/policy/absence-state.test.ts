import { describe, expect, it } from 'vitest';
import { AbsenceMonitor } from '../../../../../src/main/engine/alert/expectations/absence-monitor';
import type { AbsenceState } from '../../../../../src/main/engine/alert/policy/absence-state';
import type { Visibility } from '../../../../../src/main/engine/alert/time/observed-time';
import { ManualClock } from '../../../../support/time/manual-clock';
import { policySettings, START } from '../../../../support/engine/policy-run';

const SECOND = 1_000;
const HOUR = 3_600_000;

/** Monitors one rule that expects a line every half minute, and records what it reports. */
class Expecting {
  readonly clock = new ManualClock(START);
  readonly told: string[] = [];
  visibility: Visibility = 'reading';
  readonly files = new Map<string, Visibility>();
  remembered = new Map<string, AbsenceState>();
  blind = false;
  rules;
  watch: AbsenceMonitor;

  constructor(absence: object = {}, remembered: Iterable<readonly [string, AbsenceState]> = [], more: object = {}) {
    this.rules = policySettings([{ absence: { after: '30s', ...absence }, ...more }]).rules;
    this.remembered = new Map(remembered);
    this.watch = this.#begin();
    this.watch.apply();
  }

  line(name = ''): void {
    this.watch.seen(new Map([['r0', new Set([name])]]));
  }

  /** Restarts Logbell. */
  restart(): void {
    this.watch.stop();
    this.watch = this.#begin();
    this.watch.apply();
  }

  #begin(): AbsenceMonitor {
    return new AbsenceMonitor({
      clock: this.clock,
      rules: () => this.rules,
      visibilityOf: () => this.visibility,
      filesOf: () => Array.from(this.files, ([path, visibility]) => ({ path, visibility })),
      showBlind: (_rule, blind) => {
        this.blind = blind;
      },
      loadCases: () => this.remembered,
      report: (_rule, cases, missing) => {
        this.told.push([missing ? 'missing' : 'back', ...cases].join(' ').trim());
        const toldAt = missing ? this.clock.now() : null;
        cases.forEach((name) => this.remembered.set(name, { seenAt: this.clock.now(), toldAt }));
        return true;
      },
      forget: (_rule, cases) => {
        cases.forEach((name) => this.remembered.delete(name));
        return true;
      },
    });
  }
}

describe('absence', () => {
  it('is reported once, after a whole window and not before', () => {
    const expecting = new Expecting();
    expecting.clock.pass(29 * SECOND);
    expect(expecting.told).toEqual([]);
    expecting.clock.pass(2 * SECOND);
    expect(expecting.told).toEqual(['missing']);
    expecting.clock.pass(10 * HOUR);
    expect(expecting.told).toEqual(['missing']);
  });

  it('ends with the first line, is reported as over once, and can occur again', () => {
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

  it('is postponed by each line', () => {
    const expecting = new Expecting();
    for (let line = 0; line < 10; line += 1) {
      expecting.clock.pass(25 * SECOND);
      expecting.line();
    }
    expect(expecting.told).toEqual([]);
  });

  it('J12 does not count a suspend: the remaining window runs after it', () => {
    const expecting = new Expecting();
    expecting.clock.pass(20 * SECOND);
    expecting.clock.jump(8 * HOUR);
    expecting.clock.pass(9 * SECOND);
    expect(expecting.told).toEqual([]);
    expecting.clock.pass(3 * SECOND);
    expect(expecting.told).toEqual(['missing']);
  });

  it.each(['blind', 'silenced'] as const)('does not run while the rule is %s', (visibility) => {
    const expecting = new Expecting();
    expecting.clock.pass(20 * SECOND);
    expecting.visibility = visibility;
    expecting.clock.pass(HOUR);
    expect(expecting.told).toEqual([]);
    expect(expecting.blind).toBe(visibility === 'blind');
    expecting.visibility = 'reading';
    expecting.clock.pass(12 * SECOND);
    expect(expecting.told).toEqual(['missing']);
  });

  it('does not run backwards when the clock is set back', () => {
    const expecting = new Expecting();
    expecting.clock.pass(20 * SECOND);
    expecting.clock.jump(-HOUR);
    expecting.clock.pass(12 * SECOND);
    expect(expecting.told).toEqual(['missing']);
  });

  it('of a disabled rule is not reported', () => {
    const expecting = new Expecting();
    expecting.rules = [];
    expecting.watch.apply();
    expecting.clock.pass(HOUR);
    expect(expecting.told).toEqual([]);
  });
});

describe('J11 absence', () => {
  it('gets a whole window after a start, even if lines came right before it', () => {
    const expecting = new Expecting();
    expecting.clock.pass(20 * SECOND);
    expecting.restart();
    expecting.clock.pass(29 * SECOND);
    expect(expecting.told).toEqual([]);
    expecting.clock.pass(2 * SECOND);
    expect(expecting.told).toEqual(['missing']);
  });

  it('reported before a restart is not reported again, but its end is', () => {
    const expecting = new Expecting();
    expecting.clock.pass(31 * SECOND);
    expecting.restart();
    expecting.clock.pass(HOUR);
    expecting.line();
    expect(expecting.told).toEqual(['missing', 'back']);
  });
});

describe('absence by file', () => {
  function ofFiles(...paths: readonly string[]): Expecting {
    const expecting = new Expecting({ by: 'file' });
    paths.forEach((path) => expecting.files.set(path, 'reading'));
    return expecting;
  }

  it('is reported for each file, and in one text for files that fall silent together', () => {
    const expecting = ofFiles('/a', '/b', '/c');
    expecting.clock.pass(20 * SECOND);
    expecting.line('/b');
    expecting.clock.pass(12 * SECOND);
    expect(expecting.told).toEqual(['missing /a /c']);
    expecting.line('/c');
    expecting.clock.pass(20 * SECOND);
    expect(expecting.told).toEqual(['missing /a /c', 'back /c', 'missing /b']);
  });

  it('J13 of a file that cannot be read or is gone is not reported; the file is shown as unreadable', () => {
    const expecting = ofFiles('/a', '/b');
    expecting.clock.pass(5 * SECOND);
    expecting.files.set('/a', 'blind');
    expecting.clock.pass(20 * SECOND);
    expecting.line('/b');
    expecting.clock.pass(15 * SECOND);
    expect([expecting.told, expecting.blind]).toEqual([[], true]);
    expecting.line('/b');
    expecting.files.delete('/a');
    expecting.clock.pass(SECOND);
    expect(expecting.blind).toBe(true);
    expecting.files.set('/a', 'reading');
    expecting.clock.pass(SECOND);
    expect(expecting.blind).toBe(false);
  });

  it('of a file that appears later starts with it', () => {
    const expecting = ofFiles();
    expecting.clock.pass(HOUR);
    expecting.files.set('/late', 'reading');
    expecting.clock.pass(29 * SECOND);
    expect(expecting.told).toEqual([]);
    expecting.clock.pass(3 * SECOND);
    expect(expecting.told).toEqual(['missing /late']);
  });
});

describe('absence by key', () => {
  const byKey = { match: { regex: 'host=(\\w+)' }, key: '1' };

  it('expects nothing until a key was seen, and then each key separately', () => {
    const expecting = new Expecting({ by: 'key' }, [], byKey);
    expecting.clock.pass(HOUR);
    expect(expecting.told).toEqual([]);
    expecting.line('a');
    expecting.clock.pass(20 * SECOND);
    expecting.line('b');
    expecting.clock.pass(12 * SECOND);
    expect(expecting.told).toEqual(['missing a']);
    expecting.line('a');
    expect(expecting.told).toEqual(['missing a', 'back a']);
  });

  it('remembers its keys after a restart, and gives each a whole window', () => {
    const seenAt = START - HOUR;
    const expecting = new Expecting({ by: 'key' }, [['a', { seenAt, toldAt: null }]], byKey);
    expecting.clock.pass(29 * SECOND);
    expect(expecting.told).toEqual([]);
    expecting.clock.pass(2 * SECOND);
    expect(expecting.told).toEqual(['missing a']);
  });

  it('J14 reports a retired key once and then forgets it, so that its return is not reported', () => {
    const expecting = new Expecting({ by: 'key', forget: '1h' }, [], byKey);
    expecting.line('a');
    expecting.clock.pass(31 * SECOND);
    expect(expecting.remembered.size).toBe(1);
    expecting.clock.pass(HOUR);
    expect(expecting.remembered.size).toBe(0);
    expecting.restart();
    expecting.clock.pass(10 * HOUR);
    expecting.line('a');
    expect(expecting.told).toEqual(['missing a']);
    expecting.clock.pass(31 * SECOND);
    expect(expecting.told).toEqual(['missing a', 'missing a']);
  });

  it('J14 does not forget a key before it was reported, even after a long suspend', () => {
    const expecting = new Expecting({ by: 'key', forget: '1h' }, [], byKey);
    expecting.line('a');
    expecting.clock.jump(8 * HOUR);
    expecting.clock.pass(33 * SECOND);
    expect([expecting.told, expecting.remembered.size]).toEqual([['missing a'], 0]);
  });

  it('remembers the thousand keys seen last', () => {
    const expecting = new Expecting({ by: 'key' }, [], byKey);
    for (let key = 0; key < 1_100; key += 1) {
      expecting.line(`k${key}`);
    }
    expecting.line('k100');
    expecting.line('new');
    expecting.clock.pass(31 * SECOND);
    const [told = ''] = expecting.told;
    const names = told.split(' ').slice(1);
    expect([names.length, names.includes('k100'), names.includes('k101')]).toEqual([1_000, true, false]);
  });

  it('continues if only its wording or window change, and restarts if it expects another line', () => {
    const expecting = new Expecting();
    expecting.clock.pass(20 * SECOND);
    expecting.rules = policySettings([{ absence: { after: '30s', message: 'gone' } }]).rules;
    expecting.watch.apply();
    expecting.clock.pass(11 * SECOND);
    expect(expecting.told).toEqual(['missing']);
    expecting.rules = policySettings([{ match: { text: 'other' }, absence: { after: '30s' } }]).rules;
    expecting.remembered.clear();
    expecting.watch.apply();
    expecting.clock.pass(29 * SECOND);
    expect(expecting.told).toEqual(['missing']);
  });
});
