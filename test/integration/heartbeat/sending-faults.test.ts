import http from 'node:http';
import { expect, it } from 'vitest';
import { LATE_TEXT_MS } from '../../../src/shared/contract/health';
import { FaultBench, inLedger } from '../../support/heartbeat/fault-bench';
import { onLoopback } from '../../support/sens/loopback-server';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

it.each([
  ['refuses the keys (401)', { kind: 'refused-key' }, 'sens-refused-key'],
  ['grants no right (403)', { kind: 'no-right', by: 'sens' }, 'sens-no-right'],
  ['fails (500)', { kind: 'server-error', takes: false }, 'sens-server'],
  ['never answers', { kind: 'hang', takes: false }, 'sens-unreachable'],
  ['breaks the connection', { kind: 'reset', takes: false }, 'sens-unreachable'],
  ['finds the clock 10 minutes off', { kind: 'wrong-clock', shiftMs: 600_000 }, 'sens-clock'],
] as const)('SENS %s', async (_what, fault, code) => {
  const bench = await FaultBench.start();
  await bench.failsAfter(() => {
    for (const call of ['send', 'list', 'get'] as const) {
      bench.sens.fail(fault, 1_000, call);
    }
    bench.alert();
  });
  const codes = (): readonly string[] => bench.engine.status().problems.map((problem) => problem.code);
  await until(() => codes().includes(code), 'the problem is raised');
});

it('SENS is down', async () => {
  const bench = await FaultBench.start();
  await bench.failsAfter(async () => {
    await bench.sens.close();
    bench.alert();
  });
});

it('clock: it is 10 minutes off, and no text is sent', async () => {
  const bench = await FaultBench.start({ clockErrorMs: 600_000 });
  const { message } = await bench.failsAfter(() => undefined);
  expect(message).toBe(en('problem.clock-wrong.title_ahead', { minutes: 10 }));
});

it.each([
  ['in a request', 'sending'],
  ['unconfirmed', 'unknown'],
])('outbox: a text stays %s past its limit', async (_what, state) => {
  const bench = await FaultBench.start();
  const at = bench.clock.now() - LATE_TEXT_MS;
  const { message } = await bench.failsAfter(() =>
    inLedger(
      bench.dataDir,
      `INSERT INTO alerts (id, at, kind, rule_id, rule, content, held) VALUES (1, ${at}, 'rule', 'r', 'r', 'x', 0);
       INSERT INTO texts (alert_id, recipient_id, recipient, masked_to, type, subject, content, state, practice, attempts,
         created_at, changed_at) VALUES (1, 'me', '', '', 'SMS', '', 'x', '${state}', 0, 0, ${at}, ${at})`,
    ),
  );
  expect(message).toBe(en('health.texts-late'));
});

it('budget: it is used up', async () => {
  const bench = await FaultBench.start({ policy: { budget: { textsPerDay: 1, reserve: 0 } } });
  const { message } = await bench.failsAfter(() => {
    bench.alert();
    bench.alert();
    bench.alert();
  });
  expect(message).toBe(en('problem.budget-used-up.title'));
});

it('monitor: a redirect is not followed', async () => {
  const hits: string[] = [];
  const other = await onLoopback(
    http.createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end('OK');
    }),
  );
  const bench = await FaultBench.prepare();
  bench.monitor.answer = { status: 302, headers: { location: `${other}/x` } };
  await bench.run();
  await until(() => bench.monitor.heard.length > 1, 'the heartbeat was repeated');
  expect(hits).toEqual([]);
});
