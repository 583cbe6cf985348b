import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appPaths, type AppPaths } from '../../../src/main/settings/config-dir';

/** A scratch folder for all that one Logbell writes and the logs it watches. */
export class AppFolder {
  readonly dir: string;
  readonly paths: AppPaths;
  /** Replaces ~/.config. */
  readonly configHome: string;

  constructor(dir = mkdtempSync(join(tmpdir(), 'logbell-e2e-'))) {
    this.dir = dir;
    this.paths = appPaths({ LOGBELL_CONFIG_DIR: join(dir, 'logbell') }, dir);
    this.configHome = join(dir, 'config');
  }

  /** Absolute path beside the folder of Logbell. */
  path(name: string): string {
    return join(this.dir, name);
  }

  /** Appends to a log, by default the sample log. */
  append(text: string, file = this.paths.sampleLog): void {
    appendFileSync(file, text);
  }

  /** Writes `config.json` before a start; a string is written as it is. */
  configure(config: object | string): void {
    mkdirSync(this.paths.configDir, { recursive: true, mode: 0o700 });
    writeFileSync(this.paths.configFile, typeof config === 'string' ? config : JSON.stringify(config), { mode: 0o600 });
  }

  /** Current content of `config.json`. */
  config(): Readonly<Record<string, unknown>> {
    return JSON.parse(readFileSync(this.paths.configFile, 'utf8')) as Readonly<Record<string, unknown>>;
  }

  /** True if there is a `config.json`, or one that was set aside. */
  hasSettings(): boolean {
    const { configDir } = this.paths;
    return existsSync(configDir) && readdirSync(configDir).some((name) => name.startsWith('config.json'));
  }

  /** Content of Logbell's own log so far. */
  ownLog(): string {
    return existsSync(this.paths.logFile) ? readFileSync(this.paths.logFile, 'utf8') : '';
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}
