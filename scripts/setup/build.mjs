import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './command.mjs';
import { SetupProblem } from './problem.mjs';
import { projectFolder } from './project.mjs';
import { say } from './say.mjs';
import { sourceStamp } from './stamp.mjs';

const SOURCES = ['src', 'assets', 'scripts/vite', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const STAMP_FILE = join(projectFolder, 'out', '.build-stamp');

/** Builds into out/ with electron-vite when something that goes into the build has changed. */
export async function buildApp() {
  const stamp = sourceStamp(projectFolder, SOURCES);
  if (existsSync(STAMP_FILE) && readFileSync(STAMP_FILE, 'utf8') === stamp) {
    return;
  }
  say('building');
  rmSync(STAMP_FILE, { force: true });
  const builder = join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status, output } = await runQuietly(process.execPath, [builder, 'build'], { cwd: projectFolder });
  if (status !== 0) {
    throw new SetupProblem('build-failed', { output });
  }
  writeFileSync(STAMP_FILE, stamp);
}
