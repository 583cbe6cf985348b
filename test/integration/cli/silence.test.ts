import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { TerminalSession } from '../../support/app/terminal-session';
import { UNBOUNDED } from '../../support/engine/live-settings';
import { errorLines } from '../../support/text/messages';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

const HOUR_MS = 3_600_000;

interface Folder {
  readonly dir: string;
  readonly log: string;
}

/** A folder with settings for one log and two rules, in practice mode without a budget. */
function folder(): Folder {
  const dir = configured('{}');
  const log = join(dir, 'app.log');
  writeFileSync(log, '');
  mkdirSync(join(dir, 'data'), { recursive: true });
  const recipients = [{ id: 'me', number: '010-1234-5678' }];
  const rules = ['disk', 'net'].map((id) => ({ id, name: `The ${id}`, match: { text: id }, cooldown: '0s' }));
  const settings = { recipients, files: [{ id: 'app', path: log }], rules, policy: UNBOUNDED };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(settings));
  return { dir, log };
}

async function run(dir: string, ...args: readonly string[]): Promise<CommandLine & { readonly status: number | null }> {
  const command = new CommandLine(dir, args);
  const status = await command.exitStatus();
  return Object.assign(command, { status });
}

async function watching(): Promise<Folder & { readonly watch: CommandLine }> {
  const { dir, log } = folder();
  const watch = new CommandLine(dir, ['watch', '--json']);
  await watch.event({ event: 'started' });
  return { dir, log, watch };
}

/** Writes lines until a match on one has this reason, as a running Logbell checks for changes each second. */
async function lineWithReason({ log, watch }: Folder & { watch: CommandLine }, why: string): Promise<void> {
  for (let count = 1; ; count += 1) {
    const line = `disk ${why} ${count}`;
    appendFileSync(log, `${line}\n`);
    const match = await watch.event({ event: 'match', line });
    if (match['why'] === why) {
      return;
    }
  }
}

describe('pause and resume', () => {
  it('take effect in a running Logbell, which reports the end', async () => {
    const running = await watching();
    const { dir, watch } = running;
    const before = Date.now();
    const paused = await run(dir, 'pause', '1h', '--json');
    expect([paused.status, paused.err]).toEqual([0, []]);
    const [state] = paused.out.map((line) => JSON.parse(line) as { pausedUntil: number });
    expect(state).toEqual({ pausedUntil: expect.any(Number) as number, held: 0, mutes: [] });
    expect(state?.pausedUntil).toBeGreaterThanOrEqual(before + HOUR_MS);
    expect(state?.pausedUntil).toBeLessThanOrEqual(Date.now() + HOUR_MS);
    await watch.event({ event: 'paused', until: state?.pausedUntil });
    await lineWithReason(running, 'paused');

    expect((await run(dir, 'pause')).out).toEqual([
      expect.stringMatching(enPattern('cli.pausedNow', { count: 1 })) as string,
      en('cli.pausedNext'),
    ]);
    expect(await run(dir, 'resume')).toMatchObject({
      status: 0,
      out: [en('cli.resumed', { count: 1 }), en('cli.heldNext')],
    });
    await watch.event({ event: 'resumed', held: 1 });
    await lineWithReason(running, 'matched');
    expect((await run(dir, 'resume')).out).toEqual([en('cli.notPaused')]);
    expect(await watch.end()).toBe(0);
  });

  it('work while no Logbell runs, and a later start keeps to them', async () => {
    const { dir, log, watch } = await watching();
    expect(await watch.end()).toBe(0);
    // Half a day ahead, as a fixed time may come while the test runs.
    const end = new Date(Date.now() + 12 * HOUR_MS).toISOString().slice(11, 16);
    const paused = new CommandLine(dir, ['pause', '--until', end], { TZ: 'UTC' });
    expect(await paused.exitStatus()).toBe(0);
    expect(paused.out).toEqual([expect.stringMatching(enPattern('cli.paused')) as string, en('cli.pausedNext')]);
    const later = new CommandLine(dir, ['watch', '--json']);
    await later.event({ event: 'started' });
    await later.event({ event: 'paused' });
    appendFileSync(log, 'disk full\n');
    await later.event({ event: 'match', line: 'disk full', why: 'paused' });
    expect(await later.end()).toBe(0);
  });

  it.each([
    [['pause', 'soon'], en('cli.badLength', { length: 'soon' })],
    [['pause', '31d'], en('cli.badLength', { length: '31d' })],
    [['pause', '0s'], en('cli.badLength', { length: '0s' })],
    [['pause', '--until', '24:00'], en('cli.badUntil', { until: '24:00' })],
    [['pause', '1h', '--until', '18:00'], en('cli.twoEnds', { length: '1h', until: '18:00' })],
    [['mute', 'disk'], en('cli.usage.missingArgument', { name: 'duration' })],
    [['mute', 'disk', 'soon'], en('cli.badLength', { length: 'soon' })],
    [['mute', 'desk', '1h'], en('cli.noSuchRule', { rule: 'desk' })],
    [['unmute', 'desk'], en('cli.noSuchRule', { rule: 'desk' })],
  ])('%j is refused with one sentence and a fix', async (args, sentence) => {
    const { dir } = folder();
    const refused = await run(dir, ...args);
    expect([refused.status, refused.out, refused.err.length]).toEqual([2, [], 2]);
    expect(refused.err[0]).toBe(en('cli.problem', { title: sentence }));
  });

  it('say what to do before the first start', async () => {
    const { dir } = folder();
    const refused = await run(dir, 'pause', '1h');
    const fix = en('cli.start.watch', { command: 'logbell watch' });
    expect([refused.status, refused.err]).toEqual([1, errorLines(en('cli.neverStarted'), fix)]);
    expect(await run(dir, 'pause')).toMatchObject({ status: 0, out: [en('cli.notPaused'), en('cli.notPausedNext')] });
    expect((await run(dir, 'pause', '--json')).out).toEqual(['{"pausedUntil":null,"held":0,"mutes":[]}']);
  });
});

describe('a running watch', () => {
  it.each(['pipe', 'terminal'])(
    'prints a line for each begin, change and end made elsewhere, on a %s',
    async (kind) => {
      const { dir } = folder();
      const watch = kind === 'pipe' ? new CommandLine(dir, ['watch']) : new TerminalSession(dir, ['watch']);
      const lines = (): readonly string[] => (watch instanceof CommandLine ? watch.out : watch.lines);
      const prints = (pattern: RegExp, count = 1): Promise<unknown> =>
        until(() => lines().filter((line) => pattern.test(line)).length >= count, `it prints ${String(pattern)}`);
      await prints(/Ctrl\+C/);
      await run(dir, 'pause', '1h');
      await prints(enPattern('cli.paused'));
      await run(dir, 'pause', '2h');
      await prints(enPattern('cli.paused'), 2);
      await run(dir, 'resume');
      await prints(enPattern('cli.resumed', { count: 0 }));
      await run(dir, 'mute', 'disk', '1h');
      await prints(enPattern('cli.muted', { title: 'The disk' }));
      await run(dir, 'unmute', 'disk');
      await prints(enPattern('cli.unmuted', { title: 'The disk', count: 0 }));
      const said = lines().filter((line) => /paused|resumed|muted/.test(line));
      expect(said).toHaveLength(5);
    },
  );
});

describe('mute and unmute', () => {
  it('take effect for one rule in a running Logbell, which reports the end', async () => {
    const { dir, log, watch } = await watching();
    const muted = await run(dir, 'mute', 'The disk', '1h');
    expect([muted.status, muted.out]).toEqual([
      0,
      [expect.stringMatching(enPattern('cli.muted', { title: 'The disk' })), en('cli.mutedNext', { id: 'disk' })],
    ]);
    await watch.event({ event: 'muted', rule: 'disk', title: 'The disk' });
    appendFileSync(log, 'disk full\nnet down\n');
    await watch.event({ event: 'match', line: 'disk full', why: 'muted' });
    await watch.event({ event: 'match', line: 'net down', why: 'matched' });

    const shown = await run(dir, 'pause', '--json');
    expect(shown.out.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { pausedUntil: null, mutes: [{ rule: 'disk', title: 'The disk', held: 1 }] },
    ]);
    expect((await run(dir, 'pause')).out[1]).toMatch(enPattern('cli.mutedNow', { title: 'The disk', count: 1 }));

    expect(await run(dir, 'unmute', 'disk')).toMatchObject({
      status: 0,
      out: [en('cli.unmuted', { title: 'The disk', count: 1 }), en('cli.heldNext')],
    });
    await watch.event({ event: 'unmuted', rule: 'disk', title: 'The disk', held: 1 });
    appendFileSync(log, 'disk full again\n');
    await watch.event({ event: 'match', line: 'disk full again', why: 'matched' });
    expect((await run(dir, 'unmute', 'disk')).out).toEqual([en('cli.notMuted', { title: 'The disk' })]);
    expect(await watch.end()).toBe(0);
  });
});
