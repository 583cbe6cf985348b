import { describe, expect, it } from 'vitest';
import { overdueRule, takeOverdue } from '../../../../../src/main/engine/alert/expectations/pair';
import { PairMonitor, type PairRule } from '../../../../../src/main/engine/alert/expectations/pair-monitor';
import type { Visibility } from '../../../../../src/main/engine/alert/time/observed-time';
import { compileRules } from '../../../../../src/main/engine/match/compiled-rule';
import { defaultMessages } from '../../../../../src/shared/i18n/default-messages';
import { translator } from '../../../../../src/shared/i18n/translator';
import { ManualClock } from '../../../../support/time/manual-clock';
import { PolicyRun, START } from '../../../../support/engine/policy-run';

const SECOND = 1_000;
const HOUR = 3_600_000;

const JOB = { match: { text: 'begin' }, pair: { end: { text: 'done' }, within: '60s' } };
const JOBS = {
  match: { regex: 'begin (?<job>\\w+)' },
  key: 'job',
  pair: { end: { regex: 'done (?<job>\\w+)' }, within: '60s' },
};

/** Feeds lines to a rule with a pair, as the matcher does. */
class PairRun {
  readonly run: PolicyRun;

  constructor(rule: object, more: object = {}) {
    this.run = new PolicyRun([rule], more);
  }

  /** Decision on a line `seconds` after the start; null if it is neither a start nor an end. */
  line(seconds: number, line: string): string | null {
    for (const { find } of compileRules(this.run.settings.rules)) {
      const found = find(line);
      if (found) {
        return this.run.found(seconds, line, found).decision.why;
      }
    }
    return null;
  }

  /** Decisions on lines that follow each other by one second. */
  lines(...lines: readonly string[]): (string | null)[] {
    return lines.map((line, at) => this.line(at, line));
  }

  /** Lines whose ends are overdue, as reported. */
  overdue(seconds: number): string[] {
    const { memory } = this.run;
    const rule = this.run.rule();
    const taken = takeOverdue(memory, rule, START + seconds * SECOND);
    const { pair } = rule;
    const late = pair ? overdueRule({ ...rule, pair }, defaultMessages(translator('en'))) : rule;
    return taken.map(({ line, found }) => {
      const { decision } = this.run.found(seconds, line, { ...found, part: 'overdue' }, late);
      return `${line}: ${decision.why}`;
    });
  }
}

describe('pair', () => {
  it.each([
    ['an end in time', JOB, ['begin', 'done'], ['pair-started', 'pair-ended'], []],
    ['no end', JOB, ['begin'], ['pair-started'], ['begin: overdue']],
    ['two starts, one text', JOB, ['begin 1', 'begin 2'], ['pair-started', 'pair-open'], ['begin 1: overdue']],
    ['an end for all starts', JOB, ['begin', 'begin', 'done'], ['pair-started', 'pair-open', 'pair-ended'], []],
    ['an end alone', JOB, ['done'], ['pair-alone'], []],
    ['other lines', JOB, ['begin', 'working'], ['pair-started', null], ['begin: overdue']],
    ['a line that is both is an end', JOB, ['begin', 'begin was done'], ['pair-started', 'pair-ended'], []],
    [
      'each key by itself',
      JOBS,
      ['begin a', 'begin b', 'done a', 'done c'],
      ['pair-started', 'pair-started', 'pair-ended', 'pair-alone'],
      ['begin b: overdue'],
    ],
  ])('%s', (_what, rule, lines, whys, overdue) => {
    const pairs = new PairRun(rule);
    expect(pairs.lines(...lines)).toEqual(whys);
    expect(pairs.overdue(lines.length + 60)).toEqual(overdue);
    expect(pairs.overdue(10_000)).toEqual([]);
  });

  it('is overdue after its time and not before, and can start again once reported', () => {
    const pairs = new PairRun(JOB);
    pairs.line(0, 'begin');
    expect(pairs.overdue(59.999)).toEqual([]);
    expect(pairs.overdue(60)).toEqual(['begin: overdue']);
    expect(pairs.line(61, 'done')).toBe('pair-alone');
    expect(pairs.line(62, 'begin')).toBe('pair-started');
  });

  it('is recorded during a pause, too', () => {
    const pairs = new PairRun(JOB);
    pairs.run.paused = true;
    expect(pairs.lines('begin', 'done')).toEqual(['pair-started', 'pair-ended']);
  });

  it('is reported by the policy of its rule', () => {
    const pairs = new PairRun({ ...JOBS, cooldown: '1h', cooldownBy: 'rule' });
    pairs.lines('begin a', 'begin b');
    expect(pairs.overdue(61)).toEqual(['begin a: overdue', 'begin b: cooldown']);
  });

  it('waits for the end of quiet hours, unless it is urgent', () => {
    const policy = { zone: 'Asia/Seoul', quiet: [{ from: '12:00', to: '13:00' }] };
    const [calm, urgent] = [false, true].map((is) => new PairRun({ ...JOB, urgent: is }, { policy }));
    for (const pairs of [calm, urgent]) {
      pairs?.line(0, 'begin');
    }
    expect([calm?.overdue(60), urgent?.overdue(60)]).toEqual([['begin: quiet'], ['begin: overdue']]);
  });

  it('stores no more of a start than a text can show', () => {
    const pairs = new PairRun({ ...JOB, match: { regex: '(begin.*)' } });
    pairs.line(0, `begin ${'x'.repeat(60_000)}`);
    const [open] = pairs.run.memory.all('pair');
    expect(JSON.stringify(open?.state).length).toBeLessThan(6_000);
  });
});

/** Monitors one rule that waits a minute for an end. */
class Waiting {
  readonly clock = new ManualClock(START);
  readonly told: number[] = [];
  sight: Visibility = 'reading';
  blind = false;
  kept = 0;
  deadline: number | null = null;
  watch: PairMonitor;
  readonly #rules = new PolicyRun([JOB]).settings.rules;

  constructor() {
    this.watch = this.#begin();
    this.clock.pass(2 * SECOND);
  }

  /** Starts a task now. */
  begin(): void {
    this.kept = this.watch.watchedMs('r0');
    this.deadline = this.kept + 60 * SECOND;
    this.watch.changed();
  }

  /** Restarts Logbell after `awayMs`. */
  restart(awayMs: number): void {
    this.watch.stop();
    this.clock.jump(awayMs);
    this.watch = this.#begin();
  }

  #begin(): PairMonitor {
    const watch = new PairMonitor({
      clock: this.clock,
      rules: () => this.#rules,
      visibilityOf: () => this.sight,
      showBlind: (_rule, blind) => {
        this.blind = blind;
      },
      loadPairs: () => ({ watchedMs: this.kept, nextDeadline: this.deadline }),
      saveWatched: (_rule, watchedMs) => {
        this.kept = watchedMs;
      },
      report: ({ id }: PairRule) => {
        this.told.push(watch.watchedMs(id) - (this.deadline ?? 0));
        this.deadline = null;
        return true;
      },
    });
    watch.apply();
    return watch;
  }
}

describe('the clock of a pair', () => {
  it('reports once, within two seconds after the time is over', () => {
    const waiting = new Waiting();
    waiting.begin();
    waiting.clock.pass(59 * SECOND);
    expect(waiting.told).toEqual([]);
    waiting.clock.pass(HOUR);
    expect(waiting.told).toHaveLength(1);
    expect(waiting.told[0]).toBeLessThanOrEqual(2 * SECOND);
  });

  it.each(['blind', 'silenced'] as const)('stops while the rule is %s', (sight) => {
    const waiting = new Waiting();
    waiting.begin();
    waiting.clock.pass(30 * SECOND);
    waiting.sight = sight;
    waiting.clock.pass(HOUR);
    expect([waiting.told, waiting.blind]).toEqual([[], sight === 'blind']);
    waiting.sight = 'reading';
    waiting.clock.pass(28 * SECOND);
    expect(waiting.told).toEqual([]);
    waiting.clock.pass(4 * SECOND);
    expect(waiting.told).toHaveLength(1);
  });

  it('stops during a suspend, and does not run backwards with the system clock', () => {
    const waiting = new Waiting();
    waiting.begin();
    waiting.clock.pass(30 * SECOND);
    waiting.clock.jump(8 * HOUR);
    waiting.clock.pass(20 * SECOND);
    waiting.clock.jump(-HOUR);
    waiting.clock.pass(8 * SECOND);
    expect(waiting.told).toEqual([]);
    waiting.clock.pass(6 * SECOND);
    expect(waiting.told).toHaveLength(1);
  });

  it('continues after a restart from where it was, within half a minute', () => {
    const waiting = new Waiting();
    waiting.begin();
    waiting.clock.pass(45 * SECOND);
    waiting.restart(8 * HOUR);
    waiting.clock.pass(13 * SECOND);
    expect(waiting.told).toEqual([]);
    waiting.clock.pass(33 * SECOND);
    expect(waiting.told).toHaveLength(1);
  });
});
