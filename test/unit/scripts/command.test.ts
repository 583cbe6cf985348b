import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { runInTerminal } from '../../../scripts/setup/command.mjs';
import { scratchDir } from '../../support/files/scratch-dir';

const COMMAND_MODULE = pathToFileURL(join(import.meta.dirname, '../../../scripts/setup/command.mjs')).href;

it('a command in the terminal ends by SIGTERM when it is stopped', async () => {
  const stop = new AbortController();
  const status = runInTerminal('sleep', ['60'], { stop: stop.signal });
  stop.abort();
  expect(await status).toBe(128 + 15);
});

it('a script knows whether it was started or imported, also through a link', () => {
  const dir = scratchDir();
  const script = (name: string, before = '') => {
    const text = `import { isEntryPoint } from '${COMMAND_MODULE}';\nconsole.log('${name}', isEntryPoint(import.meta.url));\n`;
    writeFileSync(join(dir, `${name}.mjs`), before + text);
  };
  script('imported');
  script('started', "import './imported.mjs';\n");
  symlinkSync(join(dir, 'started.mjs'), join(dir, 'link.mjs'));
  const output = execFileSync(process.execPath, [join(dir, 'link.mjs')], { encoding: 'utf8' });
  expect(output).toBe('imported false\nstarted true\n');
});
