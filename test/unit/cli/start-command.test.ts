import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import {
  hasUserUnit,
  mayMeanService,
  startCommand,
  type StartPlace,
} from '../../../src/main/cli/service/start-command';
import { ledgerFile } from '../../../src/main/engine/ledger/ledger';
import { appPaths, type Environment, pathsIn } from '../../../src/main/settings/config-dir';
import { scratchDir } from '../../support/files/scratch-dir';

const WATCH = { way: 'watch', command: 'logbell watch' };
const SETUP = { way: 'setup', command: 'sudo logbell setup --system' };
const ENABLE = { way: 'service', command: 'sudo systemctl enable --now logbell' };

const UNIT = 'usr/lib/systemd/system/logbell.service';
const USER_UNIT = 'usr/lib/systemd/user/logbell.service';
const SETTINGS = 'etc/logbell/config.json';

/** A root folder with these files, where systemd runs. */
function machine(...files: readonly string[]): string {
  const root = scratchDir();
  mkdirSync(join(root, 'run/systemd/system'), { recursive: true });
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '{}');
  }
  return root;
}

/** Where somebody who chose no settings folder runs a command. */
function place(root: string, isRoot: boolean, environment: Environment = {}): StartPlace {
  return { environment, paths: appPaths(environment, join(root, 'home')), root, isRoot, home: join(root, 'home') };
}

/** Where somebody runs a command with `--system`. */
function ofService(root: string, isRoot: boolean): StartPlace {
  const state = join(root, 'var/lib/logbell');
  return { ...place(root, isRoot), paths: pathsIn(join(root, 'etc/logbell'), state, state), system: true };
}

it('root on a server starts the installed service, or sets it up first', () => {
  expect(startCommand(place(machine(UNIT, SETTINGS), true))).toEqual(ENABLE);
  expect(startCommand(place(machine(UNIT), true))).toEqual(SETUP);
  expect(startCommand(place(machine('etc/systemd/system/logbell.service', SETTINGS), true))).toEqual(ENABLE);
});

it('root without the unit, without systemd or with a settings folder of its own starts a watch', () => {
  expect(startCommand(place(machine(SETTINGS), true))).toEqual(WATCH);
  const container = scratchDir();
  mkdirSync(dirname(join(container, UNIT)), { recursive: true });
  writeFileSync(join(container, UNIT), '');
  expect(startCommand(place(container, true))).toEqual(WATCH);
  const root = machine(UNIT, SETTINGS);
  expect(startCommand(place(root, true, { LOGBELL_CONFIG_DIR: join(root, 'own') }))).toEqual(WATCH);
});

it('root means the service perhaps, until root has started a Logbell of its own', () => {
  const root = machine(UNIT, SETTINGS);
  const own = place(root, true);
  expect(mayMeanService(own)).toBe(true);
  expect(mayMeanService(ofService(root, true))).toBe(false);
  expect(mayMeanService(place(root, false))).toBe(false);
  expect(mayMeanService(place(machine(UNIT), true))).toBe(false);
  mkdirSync(own.paths.dataDir, { recursive: true });
  writeFileSync(ledgerFile(own.paths.dataDir), '');
  expect(mayMeanService(own)).toBe(false);
});

it('with --system it is the service, for everyone', () => {
  expect(startCommand(ofService(machine(UNIT, SETTINGS), true))).toEqual(ENABLE);
  expect(startCommand(ofService(machine(UNIT, SETTINGS), false))).toEqual(ENABLE);
  expect(startCommand(ofService(machine(UNIT), false))).toEqual(SETUP);
});

it('with --system and without systemd it is a watch with the settings of the service', () => {
  const container = scratchDir();
  expect(startCommand(ofService(container, true))).toEqual(SETUP);
  mkdirSync(dirname(join(container, SETTINGS)), { recursive: true });
  writeFileSync(join(container, SETTINGS), '{}');
  expect(startCommand(ofService(container, true))).toEqual({ way: 'watch', command: 'logbell --system watch' });
});

it('a person starts a watch, and may have a unit that does it at each login', () => {
  const root = machine(UNIT, USER_UNIT, SETTINGS);
  const session = { XDG_RUNTIME_DIR: join(root, 'run/user/1000') };
  mkdirSync(join(session.XDG_RUNTIME_DIR, 'systemd'), { recursive: true });
  expect(startCommand(place(root, false, session))).toEqual(WATCH);
  expect(hasUserUnit(place(root, false, session))).toBe(true);
  expect(hasUserUnit(place(root, false))).toBe(false);
  expect(hasUserUnit(place(root, true, session))).toBe(false);
  expect(hasUserUnit(place(root, false, { ...session, LOGBELL_CONFIG_DIR: join(root, 'own') }))).toBe(false);
  expect(hasUserUnit(ofService(root, false))).toBe(false);
});
