import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { scratchDir } from '../../support/files/scratch-dir';
import { en, ko } from '../../support/text/strings';
import { until } from '../../support/time/until';

async function practiceSens(): Promise<PracticeServer> {
  const sens = await startPracticeServer({ deliveryMs: 50 });
  onTestFinished(() => sens.close());
  return sens;
}

interface Watched {
  readonly sens: PracticeServer;
  readonly dir: string;
  readonly log: string;
  readonly watch: CommandLine;
}

async function watchLive(rule: object = {}, more: object = {}, env: Record<string, string> = {}): Promise<Watched> {
  const sens = await practiceSens();
  const dir = configured('{}');
  const log = join(dir, 'logs', 'app.log');
  writeFileSync(log, 'hello world from before\n');
  configure(dir, liveSettings(sens, dir, rule, more));
  const watch = new CommandLine(dir, ['watch', '--json'], { ...keysOf(sens), ...env });
  await watch.event({ event: 'started' });
  return { sens, dir, log, watch };
}

function recipients(count: number): object[] {
  return Array.from({ length: count }, (_value, index) => ({ id: `r${index}`, number: `010-1234-567${index}` }));
}

/** True if this Node.js can keep compiled code, as that of the server package can. */
const KEEPS_COMPILED_CODE = 'flushCompileCache' in module;

describe('logbell watch', () => {
  it('writes its compiled code for the next start before it ends', async () => {
    const cache = scratchDir();
    await watchLive({}, {}, { XDG_CACHE_HOME: cache });
    const written = (): boolean =>
      readdirSync(cache, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile());
    await until(() => written() === KEEPS_COMPILED_CODE, 'the compiled code is written');
  });

  it('texts the values of the well-known example, followed to delivery', async () => {
    const { sens, log, watch } = await watchLive();
    appendFileSync(log, 'nothing here\nhello world\n');
    const match = await watch.event({ event: 'match' });
    expect(match).toMatchObject({ rule: 'hello', file: log, line: 'hello world' });
    expect(match['offset']).toBe(readFileSync(log).lastIndexOf('hello world\n'));
    await watch.event({ event: 'text', state: 'delivered' });
    const states = watch.events().flatMap((event) => (event.event === 'text' ? [event['state']] : []));
    expect(states).toEqual(['owed', 'sending', 'accepted', 'delivered']);
    expect(sens.received().map(({ to, content, type }) => ({ to, content, type }))).toEqual([
      { to: '01012345678', content: 'An Event Occurred', type: 'SMS' },
    ]);
    expect(await watch.end()).toBe(0);
    expect(watch.events().at(-1)).toEqual({ event: 'stopped' });
  });

  it('prints no number and no key', async () => {
    const { sens, dir, log, watch } = await watchLive();
    appendFileSync(log, 'hello world\n');
    await watch.event({ event: 'text', state: 'delivered' });
    const kept =
      readFileSync(join(dir, 'data', 'ledger.db'), 'latin1') +
      readFileSync(join(dir, 'data', 'ledger.db-wal'), 'latin1');
    const shown = [...watch.out, ...watch.err, kept, readFileSync(`/proc/${watch.pid}/cmdline`, 'latin1')].join('\n');
    for (const secret of ['01012345678', '010-1234-5678', sens.secretKey, sens.accessKey]) {
      expect(shown.includes(secret)).toBe(false);
    }
  });

  it('asks for five recipients in one request', async () => {
    const { sens, log, watch } = await watchLive({}, { recipients: recipients(5) });
    appendFileSync(log, 'hello world\n');
    for (let id = 1; id <= 5; id += 1) {
      await watch.event({ event: 'text', id, state: 'delivered' });
    }
    expect(sens.received()).toHaveLength(5);
    expect(new Set(sens.received().map(({ requestId }) => requestId)).size).toBe(1);
  });

  it.each([
    ['ninety', '가'.repeat(45), 'SMS', 9],
    ['ninety-one', `${'가'.repeat(45)}a`, 'LMS', 30],
  ])('sends %s bytes in the type they need, and says what that costs', async (_bytes, message, type, costWon) => {
    const { sens, log, watch } = await watchLive({ message });
    appendFileSync(log, 'hello world\n');
    await watch.event({ event: 'text', state: 'delivered', type, costWon });
    expect(sens.received()[0]).toMatchObject({ type, content: message });
  });

  it('reports that SENS refused the keys, and keeps the text', async () => {
    const { sens, log, watch } = await watchLive({}, {}, { LOGBELL_SECRET_KEY: 'wrong' });
    appendFileSync(log, 'hello world\n');
    const problem = await watch.event({ event: 'problem', code: 'sens-refused-key' });
    expect(problem['message']).toContain(en('problem.sens-refused-key.title'));
    await watch.event({
      event: 'text',
      state: 'owed',
      reason: watch.events().findLast((event) => event.event === 'text')?.['reason'],
    });
    expect(sens.received()).toEqual([]);
  });

  it('holds matches within the cooldown and counts them in the next text', async () => {
    const { sens, log, watch } = await watchLive({ cooldown: '1500ms' });
    appendFileSync(log, 'hello world 1\nhello world 2\nhello world 3\n');
    await watch.event({ event: 'match', line: 'hello world 3', decision: 'held', why: 'cooldown' });
    await watch.event({ event: 'text', state: 'delivered' });
    const first = watch.events().find(({ event }) => event === 'alert')?.['at'] as number;
    await until(() => Date.now() > first + 1_500, 'the cooldown was over');
    appendFileSync(log, 'hello world 4\n');
    await watch.event({ event: 'alert', held: 2 });
    await watch.event({ event: 'text', id: 2, state: 'delivered' });
    expect(sens.received().map(({ content }) => content)).toEqual(['An Event Occurred', 'An Event Occurred (+2)']);
  });

  it('applies changed settings without a restart, and names their errors', async () => {
    const { sens, dir, log, watch } = await watchLive();
    configure(dir, liveSettings(sens, dir, { match: { regex: 'user=(\\w+)' }, message: '{{1}} {{match}}' }));
    await until(() => {
      appendFileSync(log, 'user=kim\n');
      return sens.received().some(({ content }) => content === 'kim user=kim');
    }, 'the new rule was at work');
    configure(dir, liveSettings(sens, dir, { match: { regex: '(' } }));
    const problem = await watch.event({ event: 'problem', code: 'bad-regex' });
    expect(problem['message']).toContain('rules[0].match.regex');
    expect(await watch.end('SIGINT')).toBe(0);
  });

  it('refuses an expression that would take hours to compile, goes on watching, and stops when told to', async () => {
    const { sens, dir, log, watch } = await watchLive();
    const endless = `${'a?'.repeat(100)}${'a'.repeat(10)}`;
    const rules = [
      { id: 'other', match: { text: 'hello' } },
      { id: 'slow', match: { regex: endless } },
    ];
    configure(dir, liveSettings(sens, dir, {}, { rules }));
    const problem = await watch.event({ event: 'problem', code: 'bad-regex' });
    expect(problem['message']).toContain('rules[1].match.regex');
    appendFileSync(log, `hello ${'a'.repeat(100)}\n`);
    await watch.event({ event: 'match', rule: 'other' });
    const told = performance.now();
    expect(await watch.end()).toBe(0);
    expect(performance.now() - told).toBeLessThan(60_000);
  });

  it('sends texts that were queued when it was killed, once', async () => {
    const { sens, dir, log, watch } = await watchLive();
    sens.fail({ kind: 'delay', ms: 60_000 });
    appendFileSync(log, 'hello world\n');
    await watch.event({ event: 'text', state: 'sending' });
    await watch.end('SIGKILL');
    expect(sens.received().length).toBeLessThanOrEqual(1);
    const again = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
    await again.event({ event: 'text', state: 'unknown' });
    expect(again.events().filter(({ event }) => event === 'match')).toEqual([]);
  });

  it('creates the practice settings at the first start', async () => {
    const dir = scratchDir();
    const watch = new CommandLine(dir, ['watch', '--json']);
    await watch.event({ event: 'started', files: 1, rules: 1 });
    expect(existsSync(join(dir, 'config.json'))).toBe(true);
    appendFileSync(join(dir, 'data', 'sample.log'), 'hello world\n');
    await watch.event({ event: 'text', state: 'delivered', practice: true, to: '010******78', costWon: 0 });
    expect(await watch.end()).toBe(0);
    const again = new CommandLine(dir, ['watch', '--json']);
    await again.event({ event: 'started', files: 1, rules: 1 });
    expect(await again.end()).toBe(0);
  });

  it('speaks Korean if the locale does', async () => {
    const watch = new CommandLine(scratchDir(), ['watch'], { LANG: 'ko_KR.UTF-8' });
    await watch.prints(ko('cli.started', { files: 1, rules: 1 }));
  });

  it('refuses a data folder in use by another process', async () => {
    const { dir, sens } = await watchLive();
    const second = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
    expect(await second.exitStatus()).toBe(1);
    expect(second.events()).toMatchObject([{ event: 'problem', code: 'ledger-in-use' }]);
  });
});
