import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';
import { DEBIAN_ROOT } from '../../../scripts/setup/debian-root.mjs';
import { CommandLine } from '../app/command-line';

/** Mounts that live as long as the command: Node.js and dpkg read /proc and /dev. */
const ENTER = 'mount --bind /proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$@"';

const ENVIRONMENT = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
  XDG_RUNTIME_DIR: '/run',
  // Without a service manager, systemctl changes files only.
  SYSTEMD_OFFLINE: '1',
};

/** Result of a command in the system. */
interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A fresh minimal Debian system in a scratch folder, which is removed after the tests of the file. */
export class DebianRoot {
  readonly #root = mkdtempSync(join(tmpdir(), 'logbell-debian-'));

  constructor() {
    afterAll(() => rmSync(this.#root, { recursive: true, force: true }));
    execFileSync('tar', ['-xf', DEBIAN_ROOT, '-C', this.#root]);
  }

  /** Place of one of its paths on this machine. */
  path(inside: string): string {
    return join(this.#root, inside);
  }

  has(inside: string): boolean {
    return existsSync(this.path(inside));
  }

  /** Runs a command as its root. */
  run(...command: readonly string[]): Ended {
    const [file = '', ...args] = this.#entering(command);
    const { status, stdout, stderr } = spawnSync(file, args, { env: ENVIRONMENT, encoding: 'utf8' });
    return { status, out: stdout, err: stderr };
  }

  /** Starts `logbell …` with settings and data in `dir`, a folder of this system. */
  logbell(dir: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): CommandLine {
    return this.start(dir, ['/usr/bin/logbell', ...args], env);
  }

  /** Starts a command that runs `logbell …` in the end. */
  start(dir: string, command: readonly string[], env: Readonly<Record<string, string>>): CommandLine {
    return new CommandLine(dir, [], env, { program: this.#entering(command) });
  }

  /** Installs a package file with apt, as `apt install ./FILE`. */
  install(deb: string): Ended {
    const inside = `/tmp/${basename(deb)}`;
    copyFileSync(deb, this.path(inside));
    try {
      return this.run('apt-get', '-q', 'install', '--yes', '--no-install-recommends', inside);
    } finally {
      rmSync(this.path(inside));
    }
  }

  #entering(command: readonly string[]): readonly string[] {
    return ['unshare', '--mount', '--propagation=private', 'sh', '-c', ENTER, this.#root, ...command];
  }
}
