import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import type { RunningStatus } from '../../src/main/control/running-status';
import { test } from '../support/e2e/desktop-test';
import { CLI, environment } from '../support/app/command-line';
import { en } from '../support/text/strings';

/** Starts `logbell watch` as systemd would start the service, with runtime files in `runtime`. */
function startService(dir: string, runtime: string): ChildProcess {
  const env = { ...environment(dir, {}), RUNTIME_DIRECTORY: runtime, XDG_RUNTIME_DIR: '' };
  return spawn(process.execPath, [CLI, 'watch'], { env, stdio: 'ignore' });
}

/** Output of `logbell status --json`. */
async function running(dir: string, session: string): Promise<readonly RunningStatus[]> {
  const env = environment(dir, { XDG_RUNTIME_DIR: session });
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'status', '--json'], { env });
  return (JSON.parse(stdout) as { running: readonly RunningStatus[] }).running;
}

test('the app and a service beside it have separate settings, and both say so', async ({ start, folder }) => {
  const session = folder.path('session');
  const runtime = join(session, 'logbell');
  const serviceDir = folder.path('service');
  [runtime, serviceDir].forEach((dir) => mkdirSync(dir, { recursive: true }));
  const service = startService(serviceDir, runtime);
  try {
    await expect.poll(() => existsSync(runtime) && readdirSync(runtime).length).toBe(1);
    const app = await start({ env: { XDG_RUNTIME_DIR: session } });
    await app.follows();
    const settings = await app.goTo('settings');
    await expect(
      settings.getByText(en('window.settings.alsoRuns.system', { folder: serviceDir }), { exact: true }),
    ).toBeVisible();
    await expect.poll(() => readdirSync(runtime).length).toBe(2);
    const found = await running(folder.dir, session);
    expect(found.map(({ kind, serves, settingsFolder }) => [kind, serves, settingsFolder])).toEqual([
      ['service', 'system', serviceDir],
      ['desktop', 'user', folder.paths.configDir],
    ]);
    expect(found[1]).toMatchObject({ pid: app.pid, mode: 'practice', files: 1, rules: 1, health: { ok: true } });
    expect(await app.close()).toBe(0);
    expect(readdirSync(runtime)).toHaveLength(1);
  } finally {
    const ended = once(service, 'exit');
    service.kill();
    await ended;
  }
});
