import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { withLock } from '../../../scripts/setup/lock.mjs';

const LOCK_MODULE = pathToFileURL(join(import.meta.dirname, '../../../scripts/setup/lock.mjs')).href;

const ownResource = () => join(tmpdir(), `${String(process.pid)}-${String(Math.random())}`);

/** Starts a process that holds the lock until it is killed. */
async function holder(resource: string) {
  const body = `const { withLock } = await import(${JSON.stringify(LOCK_MODULE)});
    await withLock(${JSON.stringify(resource)}, async () => {
      console.log('in');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }, () => {});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', body], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

it('admits one after the other within a process', async () => {
  const resource = ownResource();
  let inside = 0;
  let most = 0;
  const body = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise(setImmediate);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(resource, body, () => undefined)));
  expect(most).toBe(1);
});

it('waits for another process and continues when that one is killed', async () => {
  const resource = ownResource();
  const child = await holder(resource);
  let waited = false;
  const entered = withLock(
    resource,
    async () => await Promise.resolve('in'),
    () => {
      waited = true;
      child.kill('SIGKILL');
    },
  );
  expect(await entered).toBe('in');
  expect(waited).toBe(true);
});

it('is released after a body that failed', async () => {
  const resource = ownResource();
  const failing = withLock(
    resource,
    async () => await Promise.reject(new Error('broken')),
    () => undefined,
  );
  await expect(failing).rejects.toThrow('broken');
  expect(
    await withLock(
      resource,
      async () => await Promise.resolve(1),
      () => undefined,
    ),
  ).toBe(1);
});
