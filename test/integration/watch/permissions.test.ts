import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../support/until';
import { Watching } from '../../support/watching';
import { goOnWithoutRoot } from '../../support/without-root';

function prepared(): Watching {
  const watching = new Watching();
  mkdirSync(watching.path('.'), { recursive: true });
  writeFileSync(watching.path(), 'old\n');
  goOnWithoutRoot(watching.dir);
  return watching;
}

describe('permissions', () => {
  it('G1 says that a file cannot be read, and follows it once it can', async () => {
    const watching = prepared();
    chmodSync(watching.path(), 0o000);
    await watching.start();
    await until(() => watching.problems().includes('file-unreadable'), 'the problem was raised');
    expect(watching.engine.status().files[0]?.state).toBe('unreadable');
    chmodSync(watching.path(), 0o644);
    await until(() => watching.engine.status().files[0]?.state === 'following', 'the file was followed');
    appendFileSync(watching.path(), 'now\n');
    await watching.sees('now');
    expect(watching.problems()).toEqual([]);
  });

  it('G3 says so when the folder cannot be entered', async () => {
    const watching = prepared();
    await watching.start();
    chmodSync(watching.path('.'), 0o000);
    await until(() => watching.problems().includes('file-unreadable'), 'the problem was raised');
    chmodSync(watching.path('.'), 0o755);
    await until(() => watching.problems().length === 0, 'the problem was over');
    appendFileSync(watching.path(), 'after\n');
    await watching.sees('after');
  });
});
