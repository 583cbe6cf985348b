import { readdirSync, readlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DryRunResult } from '../../../src/shared/contract/dry-run';
import { webhookBody } from '../../support/alerts/webhook';
import { CommandLine, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { errorLines } from '../../support/text/messages';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

const HOUR_MS = 3_600_000;

describe('logbell try', () => {
  let log = '';
  let dir = '';
  beforeEach(() => {
    log = join(scratchDir(), 'app.log');
    dir = configured({
      recipients: [{ id: 'me', name: 'On call', number: '010-1234-5678' }],
      files: [{ id: 'log', path: log }],
      rules: [
        { id: 'disk', name: 'Disk', match: { text: 'disk' }, cooldown: '1h', message: '{{line}}' },
        { id: 'web', name: 'Web', match: { text: 'web' }, enabled: false },
        { id: 'web-2', name: 'Web', match: { text: 'web' } },
        { id: 'beat', match: { text: 'beat' }, absence: { after: '1h' } },
      ],
    });
  });
  const hoursAgo = (hours: number, text: string): string =>
    `${new Date(Date.now() - hours * HOUR_MS).toISOString()} ${text}\n`;
  const tried = async (...args: readonly string[]): Promise<{ status: number | null; command: CommandLine }> => {
    const command = new CommandLine(dir, ['try', ...args]);
    return { status: await command.exitStatus(), command };
  };

  it('prints a summary, then the texts and the held matches', async () => {
    writeFileSync(`${log}.1.gz`, gzipSync(hoursAgo(50, 'disk 1 full')));
    writeFileSync(log, hoursAgo(10, 'disk 2 full') + hoursAgo(9.5, 'disk 3 full') + hoursAgo(1, 'fine \u001b[31m'));
    const { status, command } = await tried('disk');
    expect(command.err).toEqual([]);
    expect(status).toBe(0);
    const out = command.out.join('\n');
    expect(command.out.slice(0, 3)).toEqual([
      en('cli.tryTitle', { title: 'Disk' }),
      en('dryRun.read', { lines: 4, files: 2, size: '147 B' }),
      en('dryRun.came', { matches: 3, sent: 2, won: 18 }),
    ]);
    const text = enPattern('cli.tryText', { to: 'On call', type: 'SMS', cost: en('cli.won', { amount: 9 }) });
    expect(out).toMatch(new RegExp(`${text.source}\n {4}\\S+Z disk 1 full`));
    expect(out).toContain(
      `${en('cli.tryHeld')}\n  ${en('cli.tryHeldRow', { why: en('dryRun.held.cooldown'), count: 1 })}`,
    );
    const day = enPattern('cli.tryDay', { matches: 1, texts: 1, cost: en('cli.won', { amount: 9 }) });
    expect(out).toMatch(new RegExp(`${en('cli.tryDays')}\n {2}${day.source}`));
    expect(out).not.toContain('1234');
    expect(readdirSync(dir)).not.toContain('ledger.db');
  });

  it('tries alerts in both formats, from a file and from standard input', async () => {
    const [web1, web2] = ['web-1', 'web-2'].map((instance) => ({ labels: { alertname: 'disk', instance } }));
    const file = join(dir, 'alerts.json');
    writeFileSync(file, JSON.stringify(webhookBody(web1 ?? { labels: {} }, web2 ?? { labels: {} })));
    const { status, command } = await tried('disk', '--alerts', file, '--json');
    expect([status, command.err]).toEqual([0, []]);
    const result = JSON.parse(command.out.join('')) as DryRunResult;
    expect(result).toMatchObject({ lines: 2, sent: 1, matches: { total: 2 }, held: { cooldown: 1 } });
    expect(result.texts.first[0]?.content).toBe('disk {instance="web-1"}');
    const posted = new CommandLine(dir, ['try', 'disk', '--alerts', '-', '--json'], {}, { stdin: 'pipe' });
    posted.type(JSON.stringify([web1]));
    posted.endInput();
    expect(await posted.exitStatus()).toBe(0);
    expect(JSON.parse(posted.out.join(''))).toMatchObject({ lines: 1, sent: 1 });
    writeFileSync(file, '{}');
    const bad = await tried('disk', '--alerts', file);
    expect(bad.status).toBe(2);
    const title = en('cli.badAlerts', { path: file, reason: en('receive.no-alerts') });
    expect(bad.command.err[0]).toBe(en('cli.problem', { title }));
  });

  it('prints the result as JSON, for one file and the given period', async () => {
    const other = join(scratchDir(), 'other.log');
    writeFileSync(other, hoursAgo(400, 'disk old') + hoursAgo(3, 'disk new'));
    const json = async (...args: readonly string[]): Promise<DryRunResult> => {
      const { command } = await tried('Disk', '--file', other, '--json', ...args);
      return JSON.parse(command.out.join('\n')) as DryRunResult;
    };
    expect(await json()).toMatchObject({ rule: 'disk', title: 'Disk', files: 1, sent: 2 });
    expect(await json('--since', '1d')).toMatchObject({ matches: { total: 1 } });
    expect(await json('--size', '20B')).toMatchObject({ matches: { total: 0 }, lines: 0 });
  });

  it('prints texts that were not caused by a line', async () => {
    const begun = new Date(Date.now() - 10 * HOUR_MS);
    writeFileSync(log, hoursAgo(10, 'started') + hoursAgo(10, 'at work'));
    utimesSync(log, begun, begun);
    const { status, command } = await tried('beat');
    expect([status, command.err]).toEqual([0, []]);
    expect(command.out[2]).toBe(en('dryRun.came', { matches: 0, sent: 1, won: 9 }));
  });

  it('refuses unknown arguments', async () => {
    const said = async (...args: readonly string[]): Promise<unknown> => {
      const { status, command } = await tried(...args);
      return [status, command.err, command.out];
    };
    const rules = 'disk, web, web-2, beat';
    expect(await said('none')).toEqual([
      2,
      errorLines(en('cli.noSuchRule', { rule: 'none' }), en('cli.fix.noSuchRule', { rules })),
      [],
    ]);
    expect(await said('Web')).toEqual([
      2,
      errorLines(en('cli.sameName', { rule: 'Web' }), en('cli.fix.sameName', { rules })),
      [],
    ]);
    expect(await said('disk', '--since', 'soon')).toEqual([
      2,
      errorLines(en('cli.badSince', { since: 'soon' }), en('cli.fix.badSince')),
      [],
    ]);
    expect(await said('disk', '--size', '1 tonne')).toEqual([
      2,
      errorLines(en('cli.badSize', { size: '1 tonne' }), en('cli.fix.badSize')),
      [],
    ]);
    expect(await said('disk', '--file', '/nowhere/app.log')).toEqual([
      1,
      [
        en('cli.warning', {
          sentence: en('cli.tryLeftOut', { path: '/nowhere/app.log', why: en('dryRun.leftOut.missing') }),
        }),
      ],
      [
        en('cli.tryTitle', { title: 'Disk' }),
        en('dryRun.read', { lines: 0, files: 0, size: '0 B' }),
        en('dryRun.nothingRead'),
      ],
    ]);
  });

  it('ends at once on request', async () => {
    const old = new Date(Date.now() - 20 * HOUR_MS);
    writeFileSync(log, 'disk\n'.repeat(5_000_000));
    utimesSync(log, old, old);
    const command = new CommandLine(dir, ['try', 'disk']);
    const folder = `/proc/${command.pid}/fd`;
    const opens = (fd: string): boolean => {
      try {
        return readlinkSync(join(folder, fd)) === log;
      } catch {
        // Closed meanwhile.
        return false;
      }
    };
    await until(() => readdirSync(folder).some(opens), 'the log was being read');
    expect(await command.end('SIGINT')).toBe(0);
    expect([command.out, command.err]).toEqual([[], [en('cli.tryCancelled')]]);
  });
});
