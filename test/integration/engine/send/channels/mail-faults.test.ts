import { expect, test } from 'vitest';
import type { ExchangeTimeouts } from '../../../../../src/main/engine/send/sens/http';
import { channelSchema } from '../../../../../src/shared/settings/channels/channel-schema';
import { channelBench, type ChannelBench } from '../../../../support/channels/channel-bench';
import { type Moment, MOMENTS, sendAcross } from '../../../../support/channels/fault-moments';
import { mailServer, MAIL_PASSWORD } from '../../../../support/channels/mail-server';
import { PATIENT_TIMEOUTS } from '../../../../support/channels/quick-channels';
import { trust } from '../../../../support/channels/trust';
import { certificateFor } from '../../../../support/sens/certificates';

/** Faults of a mail server by the recipient that causes them once, and what becomes of the mail then. */
const FAULTS = [
  { name: 'busy', after: 'delivered' },
  { name: 'closing', after: 'delivered' },
  { name: 'later', after: 'delivered' },
  { name: 'hang', after: 'delivered' },
  { name: 'reset', after: 'delivered' },
  { name: 'never', after: 'failed' },
  { name: 'gone', after: 'failed' },
  { name: 'slow', after: 'unknown' },
  { name: 'cut', after: 'unknown' },
  { name: 'half', after: 'unknown' },
  { name: 'drip', after: 'unknown' },
] as const;

/** Timeouts for faults that end with one; a whole session of answers that drip is one, too. */
const TIMEOUTS: Partial<Record<string, ExchangeTimeouts>> = {
  hang: { ...PATIENT_TIMEOUTS, answerMs: 1_000 },
  slow: { ...PATIENT_TIMEOUTS, answerMs: 1_000 },
  drip: { connectMs: 1_000, answerMs: 500 },
};

function benchFor(name: string, port: number): ChannelBench {
  const bench = channelBench();
  const channel = channelSchema.parse({
    ...{ id: 'ops', kind: 'email', host: 'localhost', port, security: 'tls', user: 'logbell' },
    ...{ from: 'Logbell <logbell@example.com>', to: [`${name}+once@example.com`] },
  });
  bench.set({ channel, secrets: { password: MAIL_PASSWORD } });
  return bench;
}

test.each(MOMENTS)('a mail server that fails %s: no mail is lost unnoticed, and none arrives twice', async (moment) => {
  const certificate = certificateFor('localhost');
  trust(certificate);
  const server = await mailServer({ security: 'tls', certificate });
  const fateOf = async (name: string): Promise<{ readonly state: string; readonly arrived: number }> => {
    const bench = benchFor(name, server.port);
    const id = bench.owe('ops', `fault ${name}`);
    const timeouts = TIMEOUTS[name] ?? PATIENT_TIMEOUTS;
    await sendAcross(bench, { id, moment, options: { timeouts } });
    const arrived = server.mails().filter((mail) => mail.includes(`fault ${name}`)).length;
    return { state: bench.text(id).state, arrived };
  };
  const fates = await Promise.all(FAULTS.map(async (fault) => ({ ...fault, ...(await fateOf(fault.name)) })));
  for (const { name, after, state, arrived } of fates) {
    expect([name, state]).toEqual([name, stateAfter(after, moment)]);
    expect([name, arrived <= 1, arrived === 1 || state !== 'delivered']).toEqual([name, true, true]);
  }
});

/** Only during the request does the sender see the answer. */
function stateAfter(after: (typeof FAULTS)[number]['after'], moment: Moment): string {
  return moment === 'during the request' ? after : 'unknown';
}
