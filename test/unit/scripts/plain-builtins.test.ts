import { writeFileSync } from 'node:fs';
import * as http from 'node:http';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { plainBuiltins } from '../../../scripts/build/plain-builtins.mjs';
import { scratchDir } from '../../support/files/scratch-dir';

const SOURCE = `
  import http, { request as send } from 'node:http';
  import * as all from 'node:http';
  import { spawnSync } from 'node:child_process';
  import { Worker } from 'node:worker_threads';
  globalThis.found = { http, send, all, spawnSync, Worker };
`;

/** The built code as a script: a module ends with an `export`, of nothing here. */
async function built(source: string): Promise<string> {
  const entry = join(scratchDir(), 'entry.mjs');
  writeFileSync(entry, source);
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [plainBuiltins()],
    build: { write: false, minify: false, ssr: true, rolldownOptions: { input: entry } },
  })) as Rolldown.RolldownOutput;
  return output[0].code.replace(/\bexport \{\s*\};/, '');
}

it('gives code the modules of Node without an import', async () => {
  const code = await built(SOURCE);
  expect(code).not.toMatch(/\bimport\b/);
  const context: { process: NodeJS.Process; found?: Record<string, unknown> } = { process };
  runInNewContext(code, context);
  const { found } = context;
  expect(found?.['http']).toBe(process.getBuiltinModule('node:http'));
  expect(found?.['all']).toBe(found?.['http']);
  expect(found?.['send']).toBe(http.request);
});

it('loads the module of a rare function or class when it is called', async () => {
  const asked: string[] = [];
  const getBuiltinModule = (name: string): unknown => {
    asked.push(name);
    return process.getBuiltinModule(name);
  };
  const context: { process: object; made?: Worker; status?: number } = { process: { getBuiltinModule } };
  const code = await built(SOURCE);
  runInNewContext(code, context);
  expect(new Set(asked)).toEqual(new Set(['node:http']));
  runInNewContext(`made = new found.Worker('', { eval: true }); status = found.spawnSync('true').status;`, context);
  expect(context.made).toBeInstanceOf(Worker);
  await context.made?.terminate();
  expect(context.status).toBe(0);
  expect(new Set(asked)).toEqual(new Set(['node:http', 'node:worker_threads', 'node:child_process']));
});
