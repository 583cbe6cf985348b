import { expect, it } from 'vitest';
import { Source } from '../../support/alertmanager/source';
import type { CommandLine, JsonEvent } from '../../support/app/command-line';
import { channelService } from '../../support/channels/channel-service';
import { ACCEPTS } from '../../support/channels/samples';
import { freePort } from '../../support/free-port';
import { until } from '../../support/time/until';

const LIMIT_MS = 180_000;

/** Settings of a machine that hands all its lines on, receives alerts at this address, and has a rule for these. */
function handsOn(listen: string, log: string, ops: string): object {
  const everything = { match: { regex: '(?<all>.+)' }, key: 'all', cooldown: '0s' };
  return {
    receive: { listen },
    channels: [{ id: 'ops', kind: 'webhook', url: ops }],
    files: [
      { id: 'app', path: log },
      { id: 'am', alerts: {} },
    ],
    rules: [
      { id: 'on', to: 'alertmanager', ...everything },
      { id: 'page', files: ['am'], recipients: [], channels: ['ops'], ...everything },
    ],
  };
}

it('two machines that send each other what they receive do not loop', { timeout: 4 * LIMIT_MS }, async () => {
  const [here, there] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
  const ops = await channelService(ACCEPTS.webhook);
  const one = new Source([{ url: `http://${there}` }], (log) => handsOn(here, log, ops.url));
  const other = new Source([{ url: `http://${here}` }], (log) => handsOn(there, log, ops.url));
  const runs = [await one.watch(), await other.watch()] as const;
  const rulesOf = (run: CommandLine): readonly unknown[] =>
    run.events().flatMap((event: JsonEvent) => (event.event === 'match' ? [event['rule']] : []));
  for (const [index, line] of ['refused A1', 'refused B2'].entries()) {
    one.write(line);
    await until(() => runs.every((run) => rulesOf(run).length > index), 'both have it', LIMIT_MS);
  }
  expect(runs.map(rulesOf)).toEqual([
    ['on', 'on'],
    ['page', 'page'],
  ]);
});
