import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** A name with a label too long for DNS (RFC 1035, 2.3.4): the system rejects it without a query. */
const NO_SUCH_HOST = `https://${'a'.repeat(64)}.invalid`;

const HOUR_MS = 3_600_000;

/** A rule that texts only once. */
const ONCE = { cooldown: '1h', cooldownBy: 'rule' };

async function watchLive(more: (sens: PracticeServer) => object): Promise<{
  readonly sens: PracticeServer;
  readonly dir: string;
  readonly log: string;
  readonly watch: CommandLine;
}> {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const log = join(dir, 'logs', 'app.log');
  writeFileSync(log, '');
  configure(dir, liveSettings(sens, dir, ONCE, more(sens)));
  const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await watch.event({ event: 'started' });
  return { sens, dir, log, watch };
}

/** `liveSettings` with another address and other recipients. */
function at({ serviceId, from }: PracticeServer, baseUrl: string, recipients: readonly object[]): object {
  return { sens: { mode: 'live', zone: 'custom', baseUrl, serviceId, from }, recipients };
}

/** Hour and minute of a time, UTC. */
function utc(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

it('a SENS that does not answer delays no line', async () => {
  const { sens, log, watch } = await watchLive(() => ({}));
  sens.fail({ kind: 'hang', takes: true });
  appendFileSync(log, 'hello world\n');
  await until(() => sens.received().length === 1, 'SENS had the request');
  appendFileSync(log, 'hello world again\n'.repeat(1_000));
  await until(() => watch.matches() === 1_001, 'each line was read');
  const states = watch.events().flatMap((event) => (event.event === 'text' ? [event['state']] : []));
  expect(states.at(-1)).toBe('sending');
});

it('in quiet hours a text is scheduled at SENS, listed in the outbox, and canceled there when dropped', async () => {
  const now = Date.now();
  const quiet = [{ from: utc(now - HOUR_MS), to: utc(now + 3 * HOUR_MS) }];
  const { sens, dir, log, watch } = await watchLive(() => ({ policy: { zone: 'UTC', quiet, quietBy: 'sens' } }));
  appendFileSync(log, 'hello world\n');
  await watch.event({ event: 'match', decision: 'alerted', why: 'reserved' });
  const { id, reason } = await watch.event({ event: 'text', state: 'accepted' });
  expect(reason).toMatch(enPattern('reason.reserved'));
  const outbox = new CommandLine(dir, ['outbox', '--json']);
  expect(await outbox.exitStatus()).toBe(0);
  expect(outbox.out.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ id, why: 'reserved' }]);
  const drop = new CommandLine(dir, ['outbox', 'drop', String(id)]);
  expect(await drop.exitStatus()).toBe(0);
  expect(drop.out.join(' ')).toContain(en('cli.dropReserved', { id: String(id) }));
  await watch.event({ event: 'text', id, state: 'failed' });
  expect(sens.asked().map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  expect(sens.received()).toEqual([]);
});

it('with an unresolvable SENS name, and a number mistyped meanwhile, each text waits and arrives once', async () => {
  const me = { id: 'me', name: 'Me', number: '010-1234-5678' };
  const you = { id: 'you', name: 'You', number: '02-123-4567' };
  const { sens, dir, log, watch } = await watchLive((server) => at(server, NO_SUCH_HOST, [me, you]));
  const waiting = (): readonly unknown[] =>
    watch.events().filter(({ state, reason }) => state === 'owed' && String(reason).includes('ENOTFOUND'));
  appendFileSync(log, 'hello world\n');
  await until(() => waiting().length >= 2, 'both texts wait');
  configure(dir, liveSettings(sens, dir, ONCE, at(sens, sens.baseUrl, [{ ...me, number: '010-12' }, you])));
  await watch.event({ event: 'text', state: 'delivered', to: '021****67' });
  configure(dir, liveSettings(sens, dir, ONCE, at(sens, sens.baseUrl, [me, you])));
  await watch.event({ event: 'text', state: 'delivered', to: '010******78' });
  expect(sens.received().map(({ to }) => to)).toEqual(['021234567', '01012345678']);
  expect(watch.events().filter(({ state }) => state === 'failed')).toEqual([]);
});
