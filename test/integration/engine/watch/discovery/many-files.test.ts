import { appendFileSync, mkdirSync, writeFileSync, rmSync, unlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../../support/engine/watching';

async function begin(options: WatchingOptions, names: readonly string[]): Promise<Watching> {
  const watching = new Watching(options);
  mkdirSync(watching.path('.'), { recursive: true });
  names.forEach((name) => writeFileSync(watching.path(name), ''));
  await watching.start();
  return watching;
}

function named(count: number): string[] {
  return Array.from({ length: count }, (_value, index) => `f${index}.log`);
}

describe.each([
  ['with notices', { watch: { sweepMs: 60_000 } }],
  ['by polling', { watch: { polling: true, sweepMs: 100 } }],
] as const)('many files, %s', (_way, way) => {
  it('F1 finds a line of each of a thousand files, again and again', async () => {
    const names = named(1_000);
    const watching = await begin({ ...way, paths: ['*.log'] }, names);
    const expected: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      names.forEach((name) => appendFileSync(watching.path(name), `${name} ${round}\n`));
      expected.push(...names.map((name) => `${name} ${round}`));
      await until(() => watching.lines().length >= expected.length, 'every line was matched');
    }
    expect(watching.lines().sort()).toEqual(expected.sort());
  });

  it('F3 survives files that disappear before they are read', async () => {
    const watching = await begin({ ...way, paths: ['*.log'] }, ['app.log']);
    for (let round = 0; round < 100; round += 1) {
      writeFileSync(watching.path('brief.log'), 'brief\n');
      unlinkSync(watching.path('brief.log'));
    }
    appendFileSync(watching.path('app.log'), 'one\n');
    await until(() => watching.lines().includes('one'), 'the line was matched');
    expect(watching.problems()).toEqual([]);
  });

  it('F4 reads quiet files in time while another is flooded', async () => {
    const quiet = named(9);
    const watching = await begin({ ...way, paths: ['*.log'], match: { regex: '^quiet' } }, [...quiet, 'flood.log']);
    const flood = Buffer.alloc(8 * 1_048_576, `${'x'.repeat(99)}\n`);
    for (let round = 0; round < 10; round += 1) {
      appendFileSync(watching.path('flood.log'), flood);
      quiet.forEach((name) => appendFileSync(watching.path(name), `quiet ${name} ${round}\n`));
      const written = (round + 1) * quiet.length;
      await until(() => watching.lines().length === written, 'the quiet files were read');
    }
  });

  it('F10 ignores compressed files, new or existing', async () => {
    const watching = await begin({ ...way, paths: ['app.log*'] }, ['app.log', 'app.log.2.gz']);
    appendFileSync(watching.path('app.log.2.gz'), 'no text\n');
    writeFileSync(watching.path('app.log.1.gz'), 'no text\n');
    appendFileSync(watching.path('app.log'), 'one\n');
    await watching.sees('one');
    await watching.settles();
    await watching.sees('one');
    expect(watching.engine.status().files).toHaveLength(1);
  });

  it('survives the removal of the folder of all its files, and follows those that come back', async () => {
    const watching = await begin({ ...way, paths: ['*.log'], watch: { ...way.watch, sweepMs: 100 } }, named(20));
    appendFileSync(watching.path('f0.log'), 'one\n');
    await watching.sees('one');
    rmSync(watching.path('.'), { recursive: true });
    await until(() => watching.problems().includes('no-files-match'), 'nothing was found any more');
    mkdirSync(watching.path('.'));
    writeFileSync(watching.path('f0.log'), 'two\n');
    await watching.sees('one', 'two');
  });
});

it('reports in time that a glob matches more files than it follows', async () => {
  const watching = await begin({ paths: ['*.log'], watch: { maxFiles: 500 } }, named(5_000));
  expect(watching.engine.status().problems).toMatchObject([
    { code: 'too-many-files', params: { count: 5_000, maximum: 500 } },
  ]);
  appendFileSync(watching.path('f0.log'), 'one\n');
  await watching.sees('one');
});
