import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseSettings } from '../../../../../src/shared/settings/parse';
import { threadBusyMs } from '../../../../support/time/thread-time';
import { until } from '../../../../support/time/until';
import { Watching } from '../../../../support/engine/watching';
import { en } from '../../../../support/text/strings';

/** Only V8 supports it, and for a row of `a` with another end it would run forever. */
const ENDLESS = '^(?=(a+)+!).*!';
const TRAP = `${'a'.repeat(5_000)}?!`;
const RIVAL = { id: 'rival', match: { text: 'line' } };

function begin(rules: readonly object[]): Promise<Watching> {
  return Watching.begin({ rules }, '');
}

function linesOf(watching: Watching, rule: string): string[] {
  return watching.events.flatMap((event) => (event.event === 'match' && event.rule === rule ? [event.line] : []));
}

function told(watching: Watching, code: string): unknown[] {
  return watching.events.flatMap((event) =>
    event.event === 'problem' && event.problem.code === code ? [event.problem] : [],
  );
}

it.each(['(\\w+\\s?)*=$', '(a+)+$', '(.*)*=x', '(?=(a+))\\1*b'])(
  'I2 runs %s on long lines beside the other rules, without giving up',
  async (regex) => {
    const watching = await begin([{ id: 'hard', match: { regex } }, RIVAL]);
    const began = threadBusyMs();
    appendFileSync(watching.path(), `${`${'word '.repeat(1_000)}!\n${'a'.repeat(5_000)}!\n`.repeat(5)}line 1\n`);
    await until(() => linesOf(watching, 'rival').length === 1, 'the other rule saw its line');
    expect(threadBusyMs() - began).toBeLessThan(20_000);
    expect(linesOf(watching, 'hard')).toEqual([]);
    expect(watching.problems()).toEqual([]);
  },
);

it('I2 finds the next line of a rule after lines that took too long, and reports their number', async () => {
  const watching = await begin([{ id: 'slow', name: 'Slow one', match: { regex: ENDLESS } }, RIVAL]);
  for (let line = 1; line <= 5; line++) {
    appendFileSync(watching.path(), `${TRAP}\nline ${line}\naaa${line}!\naa!\n`);
    await until(() => linesOf(watching, 'slow').length === line, 'the rule saw its line');
  }
  expect(linesOf(watching, 'rival')).toHaveLength(5);
  expect(told(watching, 'pattern-too-slow')).toMatchObject([
    { subject: 'slow', params: { title: 'Slow one', lines: 1 } },
  ]);
  await until(
    () => watching.engine.status().problems.some(({ params }) => params['lines'] === 5),
    'the number of the lines was shown',
  );
});

it('I2 finds lines of a rule again soon after a flood of lines that took too long', async () => {
  const watching = await begin([{ id: 'slow', match: { regex: ENDLESS } }, RIVAL]);
  appendFileSync(watching.path(), `${`${TRAP}\n`.repeat(500)}line 1\n`);
  await until(() => linesOf(watching, 'rival').length === 1, 'the other rule saw its line');
  await until(() => {
    appendFileSync(watching.path(), 'aa!\n');
    return linesOf(watching, 'slow').length > 0;
  }, 'the rule saw its line');
});

it('I2 applies a changed pattern at once', async () => {
  const rule = { id: 'slow', match: { regex: ENDLESS } };
  const watching = await begin([rule]);
  appendFileSync(watching.path(), `${TRAP}\n`.repeat(3));
  await until(() => watching.problems().includes('pattern-too-slow'), 'lines could not be checked');
  await watching.engine.apply(withRules(watching, [rule, RIVAL]));
  expect(watching.problems()).toContain('pattern-too-slow');
  await watching.engine.apply(withRules(watching, [{ ...rule, match: { regex: '^a+!' } }]));
  expect(watching.problems()).not.toContain('pattern-too-slow');
  appendFileSync(watching.path(), 'aa!\n');
  await until(() => linesOf(watching, 'slow').length === 1, 'the changed pattern found its line');
});

it('I2 alerts for lines whose exception takes too long, and applies the exception to others', async () => {
  const watching = await begin([{ id: 'kept', match: { text: 'a' }, butNot: [{ regex: ENDLESS }] }]);
  appendFileSync(watching.path(), `a!\n${`${TRAP}\n`.repeat(4)}a!\na?\n`);
  await until(() => linesOf(watching, 'kept').length === 5, 'the lines were alerted');
  expect(linesOf(watching, 'kept')).toEqual([TRAP, TRAP, TRAP, TRAP, 'a?']);
  expect(watching.problems()).toEqual(['exception-too-slow']);
});

it('I3 keeps up with a flood of such lines, and notifies the recipients of an urgent rule once', async () => {
  const urgent = { id: 'slow', name: 'Slow one', match: { regex: ENDLESS }, urgent: true, cooldown: '10m' };
  const watching = await begin([urgent, { ...urgent, id: 'other' }, RIVAL]);
  const began = threadBusyMs();
  for (let block = 0; block < 10; block++) {
    const lines = Array.from({ length: 1_000 }, (_, index) => `${'a'.repeat(60)}? line ${block * 1_000 + index}!`);
    appendFileSync(watching.path(), `${lines.join('\n')}\n`);
  }
  await until(() => linesOf(watching, 'rival').length === 10_000, 'the other rule saw every line', 100_000);
  // Unbounded, the lines would take more than eight minutes.
  expect(threadBusyMs() - began).toBeLessThan(60_000);
  expect(watching.problems()).toEqual(['pattern-too-slow', 'pattern-too-slow']);
  const texts = watching.events.flatMap((event) => (event.event === 'alert' && event.rule === 'slow' ? [event] : []));
  expect(texts.map(({ content }) => content)).toEqual([en('unchecked.text', { title: 'Slow one' })]);
  const history = await watching.engine.history({
    before: null,
    limit: 10_000,
    search: en('unchecked.text', { title: 'Slow one' }),
  });
  expect(history.filter((entry) => entry.kind === 'match' && entry.ruleId === 'slow')).toMatchObject([
    { decision: { outcome: 'alerted', why: 'matched' }, texts: [{ type: 'SMS' }] },
  ]);
});

it('answers for a slow pattern that is being typed, and keeps watching', async () => {
  const watching = await begin([RIVAL]);
  const trial = await watching.engine.tryPattern({
    match: { regex: ENDLESS, ignoreCase: false },
    butNot: [],
    line: TRAP,
  });
  expect(trial).toEqual({ ok: true, value: { outcome: 'too-slow', matched: '' } });
  appendFileSync(watching.path(), 'line 1\n');
  await until(() => linesOf(watching, 'rival').length === 1, 'the rule saw its line');
});

/** Configuration of an engine with other rules. */
function withRules(watching: Watching, rules: readonly object[]): ReturnType<Watching['config']> {
  const config = watching.config();
  const { settings } = parseSettings({ ...config.settings, rules });
  return { ...config, settings };
}
