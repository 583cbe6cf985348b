import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DebianRoot } from '../support/package/debian-root';
import { buildServerDeb } from '../support/package/server-deb';
import { NotifySocket } from '../support/service/notify-socket';
import { en } from '../support/text/strings';

const FOLDER = '/srv/service';

/** Microseconds between signs of life that the service manager waits for, as WatchdogSec=2s. */
const WATCHDOG_USEC = '2000000';

const debian = new DebianRoot();
expect(debian.install(buildServerDeb('022', {})).status).toBe(0);

it('tells the service manager when it watches, that it lives, and when it stops', async () => {
  const socket = await new NotifySocket({ abstract: true }).open();
  const watch = debian.logbell(FOLDER, ['watch', '--json'], { NOTIFY_SOCKET: socket.name, WATCHDOG_USEC });
  const status = `STATUS=${en('tray.status.watching', { files: 1 })} · ${en('tray.practice')}`;
  await socket.message('READY=1', status);
  await socket.message('WATCHDOG=1');
  expect(await watch.end()).toBe(0);
  expect(socket.messages().at(-1)).toEqual(['STOPPING=1']);
});

it('ends with status 2 and says why when the settings have an error', async () => {
  mkdirSync(debian.path(`${FOLDER}/bad`), { recursive: true });
  writeFileSync(debian.path(`${FOLDER}/bad/config.json`), '{ "rules": [{ "id": "r" }] }');
  const socket = await new NotifySocket({ abstract: true }).open();
  const watch = debian.logbell(`${FOLDER}/bad`, ['watch', '--json'], { NOTIFY_SOCKET: socket.name });
  expect(await watch.exitStatus()).toBe(2);
  const [[status = ''] = []] = socket.messages();
  expect(status).toContain('config.json: rules[0].match');
  expect(watch.err.join('\n')).toContain(status.replace('STATUS=', ''));
});
