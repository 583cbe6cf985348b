import { expect, it } from 'vitest';
import { AlertRefresh } from '../../../../../src/main/engine/send/channels/alertmanager/alert-refresh';
import { createMemoryBoard } from '../../../../support/engine/memory-board';
import { openLedger } from '../../../../support/engine/open-ledger';
import { type ChannelService, channelService } from '../../../../support/channels/channel-service';
import { ManualClock } from '../../../../support/time/manual-clock';
import { until } from '../../../../support/time/until';

const START = Date.UTC(2026, 10, 23, 3);
const MINUTE = 60_000;
const OK = { kind: 'answer', status: 200 } as const;

interface Posted {
  readonly labels: { readonly key: string };
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** A ledger with two incidents, and the members that hear of them. */
class Bench {
  readonly clock = new ManualClock(START + MINUTE);
  readonly ledger = openLedger();
  readonly board = createMemoryBoard();
  readonly refresh: AlertRefresh;
  rules = new Set(['r']);

  constructor(services: readonly ChannelService[]) {
    const { ledger, clock, board } = this;
    ['a', 'b'].forEach((key, index) => {
      const id = index + 1;
      ledger.incidents.open({ id, ruleId: 'r', rule: 'R', key, openedAt: START, count: 1, line: `line ${key}` });
      ledger.incidents.setAlert(id, { labels: { alertname: 'R', key }, startsAt: START });
    });
    const members = services.map(({ url }, index) => {
      const id = `alertmanager:${index}`;
      return { kind: 'alertmanager', id, name: id, url } as const;
    });
    this.refresh = new AlertRefresh({
      ...{ clock, problems: board, userAgent: 'Logbell' },
      alerting: (limit) => ledger.incidents.alerting(limit),
      endTold: (ids) => ids.forEach((id) => ledger.incidents.setAlert(id, null)),
      settings: () => ({ members, token: 'top-secret', rules: this.rules }),
    });
    this.refresh.apply();
  }

  close(id: number): void {
    this.ledger.incidents.change(id, { state: 'closed', cause: 'person', at: this.clock.now() });
  }

  /** Lets time pass until a member has got one more request, and returns its alerts. */
  async next(service: ChannelService, ms: number): Promise<readonly Posted[]> {
    const before = service.requests.length;
    this.clock.pass(ms);
    await until(() => service.requests.length > before, 'it is posted');
    await new Promise(setImmediate);
    return JSON.parse(service.requests.at(-1)?.body ?? '') as readonly Posted[];
  }
}

/** Keys of alerts that fire and that have ended, as Alertmanager reads them. */
function sides(posted: readonly Posted[], now: number): readonly (readonly string[])[] {
  const keys = (isFiring: boolean): string[] =>
    posted.filter(({ endsAt }) => Date.parse(endsAt) > now === isFiring).map(({ labels }) => labels.key);
  return [keys(true), keys(false)];
}

it('posts open alerts each minute, an end at once and for five minutes, then nothing', async () => {
  const service = await channelService(OK);
  const bench = new Bench([service]);
  const { clock, ledger } = bench;
  const first = await bench.next(service, 2_000);
  expect(first[0]).toEqual({
    labels: { alertname: 'R', key: 'b' },
    annotations: {
      ...{ line: 'line b', count: '1', incident: '2' },
      ...{ first: '2026-11-23T03:00:00.000Z', last: '2026-11-23T03:00:00.000Z' },
    },
    startsAt: '2026-11-23T03:00:00.000Z',
    endsAt: new Date(clock.now() + 4 * MINUTE).toISOString(),
  });
  expect(service.requests[0]?.headers.authorization).toBe('Bearer top-secret');
  ledger.incidents.more(1, START + 90_000, 7);
  const again = await bench.next(service, MINUTE);
  expect(again[1]?.annotations).toMatchObject({ count: '7', last: '2026-11-23T03:01:30.000Z' });
  bench.close(2);
  expect(sides(await bench.next(service, 2_000), clock.now())).toEqual([[], ['b']]);
  for (let minute = 0; minute < 4; minute += 1) {
    expect(sides(await bench.next(service, MINUTE), clock.now())).toEqual([['a'], ['b']]);
  }
  await bench.next(service, MINUTE);
  expect(sides(await bench.next(service, MINUTE), clock.now())).toEqual([['a'], []]);
  expect(ledger.incidents.alertOf(2)).toBeNull();
});

it('a member that fails is a problem until it takes alerts, and the other gets them', async () => {
  const services = [await channelService(OK), await channelService(OK)] as const;
  services[0].script.push({ kind: 'answer', status: 500, body: 'top-secret' });
  const bench = new Bench(services);
  await bench.next(services[1], 2_000);
  const raised = await until(() => bench.board.standing()[0] ?? null, 'the problem shows');
  expect(raised).toMatchObject({ code: 'channel-server', subject: 'alertmanager:0', params: { status: 500 } });
  await bench.next(services[0], MINUTE);
  await until(() => bench.board.standing().length === 0, 'the problem is over');
});

it('a rule that no longer goes to Alertmanager is not posted any more', async () => {
  const service = await channelService(OK);
  const bench = new Bench([service]);
  await bench.next(service, 2_000);
  bench.rules = new Set();
  bench.close(1);
  expect(sides(await bench.next(service, MINUTE), bench.clock.now())).toEqual([[], ['a']]);
});
