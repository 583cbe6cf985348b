import { describe, expect, it } from 'vitest';
import { AbsenceMonitor } from '../../../../../src/main/engine/alert/expectations/absence-monitor';
import type { AbsenceState } from '../../../../../src/main/engine/alert/policy/absence';
import type { Visibility } from '../../../../../src/main/engine/alert/policy/observed-time';
import { ManualClock } from '../../../../support/time/manual-clock';
import { policySettings, START } from '../../../../support/engine/policy-run';

const SECOND = 1_000;
const HOUR = 3_600_000;

/** A watch of one rule that expects a line each half minute, and what it has told. */
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

  /** Logbell starts again. */
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

  it('J12 does not count a suspend: the rest of the window is watched after it', () => {
    const expecting = new Expecting();
    expecting.clock.pass(20 * SECOND);
    expecting.clock.jump(8 * HOUR);
    expecting.clock.pass(9 * SECOND);
    expect(expecting.told).toEqual([]);
    expecting.clock.pass(3 * SECOND);
    expect(expecting.told).toEqual(['missing']);
  });

  it.each(['blind', 'silenced'] as const)('does not count while the rule is %s', (visibility) => {
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

describe('J11 absence', () => {
  it('is watched for a whole window after a start, also when lines came just before it', () => {
    const expecting = new Expecting();
    expecting.clock.pass(20 * SECOND);
    expecting.restart();
    expecting.clock.pass(29 * SECOND);
    expect(expecting.told).toEqual([]);
    expecting.clock.pass(2 * SECOND);
    expect(expecting.told).toEqual(['missing']);
  });

  it('that was told of before a restart is not told of again, and its end is', () => {
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

  it('is told of each file by itself, and of files that are silent at once in one text', () => {
    const expecting = ofFiles('/a', '/b', '/c');
    expecting.clock.pass(20 * SECOND);
    expecting.line('/b');
    expecting.clock.pass(12 * SECOND);
    expect(expecting.told).toEqual(['missing /a /c']);
    expecting.line('/c');
    expecting.clock.pass(20 * SECOND);
    expect(expecting.told).toEqual(['missing /a /c', 'back /c', 'missing /b']);
  });

  it('J13 of a file that cannot be read or is gone is not told of; that it cannot be seen is shown', () => {
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

  it('of a file that comes later begins with it', () => {
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

  it('expects nothing before a key was seen, and then each by itself', () => {
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

  it('knows its keys after a restart, and gives each a whole window', () => {
    const seenAt = START - HOUR;
    const expecting = new Expecting({ by: 'key' }, [['a', { seenAt, toldAt: null }]], byKey);
    expecting.clock.pass(29 * SECOND);
    expect(expecting.told).toEqual([]);
    expecting.clock.pass(2 * SECOND);
    expect(expecting.told).toEqual(['missing a']);
  });

  it('J14 tells of a retired key once and then forgets it, so that its return is nothing new', () => {
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

  it('J14 does not forget a key before it was told of, though the machine slept for longer than that', () => {
    const expecting = new Expecting({ by: 'key', forget: '1h' }, [], byKey);
    expecting.line('a');
    expecting.clock.jump(8 * HOUR);
    expecting.clock.pass(33 * SECOND);
    expect([expecting.told, expecting.remembered.size]).toEqual([['missing a'], 0]);
  });

  it('keeps the thousand keys that were seen last', () => {
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

  it('goes on counting when only its words or its window change, and anew when it expects something else', () => {
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
