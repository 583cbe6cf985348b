import { expect, it } from 'vitest';
import type { EngineEvent } from '../../../../src/main/engine/common/events';
import type { EngineApi, EngineConfig, EngineDeps } from '../../../../src/main/engine/engine-api';
import type { LedgerFault } from '../../../../src/main/engine/ledger/file/database';
import { EngineSupervisor } from '../../../../src/main/engine/worker/supervisor';
import { fail, ok, type Result } from '../../../../src/shared/common/result';
import { emptySettings } from '../../../../src/shared/settings/schema';
import { ManualClock } from '../../../support/time/manual-clock';
import { until } from '../../../support/time/until';

const IN_USE: LedgerFault = { code: 'ledger-in-use', reason: '' };
const CONFIG: EngineConfig = {
  settings: emptySettings(),
  access: null,
  channelSecrets: {},
  dataDir: '/data',
  ownFiles: [],
};

it('an engine whose ledger another Logbell takes over is stopped, and restarted once that one has ended', async () => {
  const clock = new ManualClock(0);
  const events: EngineEvent[] = [];
  const started: EngineDeps[] = [];
  const stopped: number[] = [];
  let inUse = false;
  const start = (deps: EngineDeps): Promise<Result<EngineApi, LedgerFault>> => {
    if (inUse) {
      return Promise.resolve(fail(IN_USE));
    }
    const number = started.push(deps);
    const engine = { stop: () => Promise.resolve(void stopped.push(number)) };
    return Promise.resolve(ok(engine as unknown as EngineApi));
  };
  const supervisor = new EngineSupervisor({ clock, emit: (event) => events.push(event), start });
  await supervisor.start(CONFIG, 'host', false);
  inUse = true;
  started[0]?.lost?.(IN_USE);
  await until(() => stopped.length === 1, 'the engine was stopped');
  await until(() => clock.pending().length === 1, 'another start was planned');
  expect(events.filter(({ event }) => event === 'problem')).toMatchObject([{ problem: { code: 'ledger-in-use' } }]);
  clock.pass(5_000);
  await until(() => clock.pending().length === 1, 'another start was planned');
  expect(started).toHaveLength(1);
  inUse = false;
  clock.pass(5_000);
  await until(() => started.length === 2, 'the engine was started again');
  await supervisor.call('stop', []);
  expect(stopped).toEqual([1, 2]);
});

it('an engine that loses its ledger while it stops is not restarted', async () => {
  const clock = new ManualClock(0);
  const started: EngineDeps[] = [];
  const start = (deps: EngineDeps): Promise<Result<EngineApi, LedgerFault>> => {
    started.push(deps);
    const stop = (): Promise<void> => {
      deps.lost?.(IN_USE);
      return Promise.resolve();
    };
    return Promise.resolve(ok({ stop } as unknown as EngineApi));
  };
  const events: EngineEvent[] = [];
  const supervisor = new EngineSupervisor({ clock, emit: (event) => events.push(event), start });
  await supervisor.start(CONFIG, 'host', false);
  await supervisor.call('stop', []);
  await until(() => events.length > 0, 'the fault was reported');
  expect(clock.pending()).toEqual([]);
  expect(started).toHaveLength(1);
});
