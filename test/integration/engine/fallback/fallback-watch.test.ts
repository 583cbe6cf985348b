import { beforeEach, describe, expect, it } from 'vitest';
import { decisionSentence } from '../../../../src/shared/i18n/decision-text';
import { translator } from '../../../../src/shared/i18n/translator';
import { en } from '../../../support/text/strings';
import { FallbackRun, WITH_FALLBACK } from '../../../support/engine/fallback-run';
import { START } from '../../../support/engine/policy-run';
import { SENS_FAULTS } from '../../../support/sens/simulated-sens';

let run: FallbackRun;

beforeEach(() => {
  run = new FallbackRun();
  run.start();
});

/** First lines of the messages received, by channel. */
function why(): string[][] {
  return run.received.map(({ channel, content }) => [channel, content.split('\n')[0] ?? '']);
}

describe('a text that SENS takes', () => {
  it('goes to no other channel', async () => {
    run.match('disk full');
    await run.pass(600);
    expect(run.sens.taken()).toHaveLength(1);
    expect(run.received).toEqual([]);
  });
});

describe('a text that does not get through', () => {
  it.each(SENS_FAULTS)('is told by the fallback channel within three minutes, once: %s', async (fault) => {
    run.sens.fault = fault;
    run.match('disk full');
    const matchedAt = run.now;
    await run.pass(900);
    expect(run.received).toHaveLength(1);
    expect((run.received[0]?.at ?? Infinity) - matchedAt).toBeLessThanOrEqual(180_000);
    expect((run.received[0]?.at ?? 0) - matchedAt).toBeGreaterThanOrEqual(120_000);
  });

  it.each([
    ['401', 'refused'],
    ['dns', 'unreachable'],
    ['timeout', 'unknown'],
  ] as const)('says first why it comes this way: %s', async (fault, reason) => {
    run.sens.fault = fault;
    run.match('disk full');
    await run.pass(200);
    expect(why()).toEqual([['ops', en(`fallback.${reason}`)]]);
  });

  it('waits for the keys, and is told', async () => {
    run.hasKeys = false;
    run.match('disk full');
    await run.pass(200);
    expect(why()).toEqual([['ops', en('fallback.unreachable')]]);
  });

  it('is delivered later as well, and the history shows both', async () => {
    run.sens.fault = 'dns';
    run.match('disk full');
    await run.pass(200);
    run.sens.fault = null;
    await run.pass(600);
    expect(run.sens.taken()).toHaveLength(1);
    expect(run.received).toHaveLength(1);
    const [entry] = run.history().filter(({ kind }) => kind === 'match');
    const texts = entry?.kind === 'match' ? entry.texts : [];
    expect(texts.map(({ channel, fallback, state }) => [channel, fallback, state])).toEqual([
      ['', undefined, 'delivered'],
      ['ops', 'unreachable', 'delivered'],
    ]);
  });

  it('causes one message for a flood of a rule, with the number of alerts', async () => {
    run.sens.fault = '500';
    for (let index = 0; index < 40; index += 1) {
      run.match(`disk ${index} full`);
      await run.pass(1);
    }
    await run.pass(200);
    expect(run.received.map(({ content }) => content.split('\n')[1])).toEqual([expect.stringMatching(/^40 alerts/u)]);
  });

  it('is not told again by a digest of late texts', async () => {
    run.sens.fault = 'dns';
    run.match('disk full');
    await run.pass(200);
    await run.pass(3 * 3_600, 10_000);
    run.sens.fault = null;
    await run.pass(3_600, 10_000);
    expect(run.received).toHaveLength(1);
    expect(run.history().some(({ kind }) => kind === 'digest')).toBe(true);
  });

  it('is told after a restart, once', async () => {
    run.sens.fault = 'dns';
    run.match('disk full');
    await run.pass(60);
    await run.crash();
    await run.pass(30);
    run.start();
    await run.pass(60);
    await run.crash();
    run.start();
    await run.pass(600);
    expect(run.received).toHaveLength(1);
  });

  it('says nothing if SENS takes it right after a long stop', async () => {
    run.sens.fault = 'dns';
    run.match('disk full');
    await run.pass(60);
    await run.crash();
    run.sens.fault = null;
    await run.pass(3_600);
    run.start();
    await run.pass(600);
    expect(run.received).toEqual([]);
    expect(run.sens.taken()).toHaveLength(1);
  });
});

describe('a channel with a copy of its own', () => {
  const withCopies = { ...WITH_FALLBACK, delivery: { channels: ['ops'], fallback: { to: ['ops', 'mail'] } } };

  it('is not told again, while another one is', async () => {
    run = new FallbackRun([{}], withCopies);
    run.start();
    run.sens.fault = 'dns';
    run.match('disk full');
    await run.pass(600);
    expect(run.received.map(({ channel }) => channel).sort()).toEqual(['mail', 'ops']);
  });
});

describe('matches over the budget', () => {
  const tight = { ...WITH_FALLBACK, policy: { zone: 'Asia/Seoul', budget: { textsPerDay: 1, reserve: 0 } } };

  it('are collected, told once, and need no digest', async () => {
    run = new FallbackRun([{ cooldown: '0s' }], tight);
    run.start();
    run.match('disk 0 full');
    for (let index = 1; index <= 5; index += 1) {
      await run.pass(5);
      run.match(`disk ${index} full`);
    }
    await run.pass(200);
    expect(run.received.map(({ content }) => content.split('\n').slice(0, 2))).toEqual([
      [en('fallback.budget'), expect.stringMatching(/^5 matches/u)],
    ]);
    await run.crash();
    await run.pass(86_400, 3_600_000);
    run.start();
    await run.pass(300);
    expect(run.sens.taken()).toHaveLength(1);
    const told = run
      .history()
      .filter((entry) => entry.kind === 'match' && entry.texts.some((text) => text.fallback === 'budget'));
    expect(told).toHaveLength(5);
  });

  it('are a problem until the budget is renewed', async () => {
    run = new FallbackRun([{ cooldown: '0s' }], tight);
    run.start();
    run.match('disk 0 full');
    run.match('disk 1 full');
    await run.pass(200, 5_000);
    expect(run.received).toHaveLength(1);
    await run.crash();
    const midnight = START + 12 * 3_600_000;
    await run.pass((midnight - run.now) / 1_000 - 660, 60_000);
    run.start();
    await run.pass(300, 60_000);
    expect(run.problems()).toEqual(['budget-used-up']);
    await run.pass(720, 60_000);
    expect(run.problems()).toEqual([]);
  });

  it('are no problem once the budget is raised', async () => {
    run = new FallbackRun([{ cooldown: '0s' }], tight);
    run.start();
    run.match('disk 0 full');
    run.match('disk 1 full');
    await run.pass(200, 5_000);
    const { policy } = run.settings;
    run.apply({ ...run.settings, policy: { ...policy, budget: { ...policy.budget, textsPerDay: 5 } } });
    expect(run.problems()).toEqual([]);
  });

  it('are said to be reported by the channel', async () => {
    run = new FallbackRun([{ cooldown: '0s' }], tight);
    run.start();
    run.match('disk 0 full');
    run.match('disk 1 full');
    await run.pass(60, 5_000);
    const why = (): string[] =>
      run
        .history()
        .flatMap((entry) => (entry.kind === 'match' ? [decisionSentence(entry.decision, translator('en'))] : []));
    expect(why()[0]).toContain('digest');
    await run.pass(140, 5_000);
    expect(why()).toEqual([en('reported.budget', { channels: 'ops' }), en('decision.matched')]);
  });

  it('include a recovery', async () => {
    run = new FallbackRun([{ match: { regex: 'full' }, ok: { regex: 'free' }, okMessage: 'disk is free' }], tight);
    run.start();
    run.match('disk full');
    await run.pass(60);
    run.match('disk free', 1);
    await run.pass(200);
    expect(run.received.map(({ content }) => content.split('\n'))).toEqual([
      [en('fallback.budget'), expect.any(String), expect.stringContaining('disk is free')],
    ]);
  });

  it('include escalations, which are told once and still texted on the next day', async () => {
    const people = [
      { id: 'me', number: '010-1234-5678' },
      { id: 'boss', number: '010-8765-4321' },
    ];
    const rule = { recipients: ['me'], escalate: { after: '10m', to: ['boss'] } };
    run = new FallbackRun([rule], { ...tight, recipients: people });
    run.start();
    run.match('disk full');
    await run.pass(900, 5_000);
    expect(run.received.map(({ content }) => content.split('\n')[0])).toEqual([en('fallback.budget')]);
    expect(run.received[0]?.content).toContain('disk full');
    await run.stop();
    await run.pass(86_400, 3_600_000);
    run.start();
    await run.pass(300, 5_000);
    expect(run.sens.taken()).toHaveLength(2);
    expect(run.received).toHaveLength(1);
  });
});
