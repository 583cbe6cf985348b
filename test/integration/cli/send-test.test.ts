import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { jpegBytes } from '../../support/sens/jpeg-bytes';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { en } from '../../support/text/strings';

interface Place {
  readonly sens: PracticeServer;
  readonly dir: string;
}

async function place(): Promise<Place> {
  const sens = await startPracticeServer({ deliveryMs: 20 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  configure(dir, liveSettings(sens, dir));
  return { sens, dir };
}

function written(dir: string, name: string, content: Buffer): string {
  const file = join(dir, name);
  writeFileSync(file, content);
  return file;
}

test('an image is sent as an MMS, followed to delivery', async () => {
  const { sens, dir } = await place();
  const image = written(dir, 'screen.jpg', jpegBytes(1_500, 1_440, 300 * 1_024));
  const run = new CommandLine(dir, ['send-test', '--json', '--image', image], keysOf(sens));
  expect(await run.exitStatus()).toBe(0);
  const texts = run.events().filter(({ event }) => event === 'text');
  expect(texts.map(({ type }) => type)).toEqual(texts.map(() => 'MMS'));
  expect(texts.at(-1)).toMatchObject({ state: 'delivered' });
  const [message] = sens.received();
  expect(message).toMatchObject({ type: 'MMS', arrivedSubject: 'Logbell' });
  expect(message?.files).toHaveLength(1);
});

test.each([
  ['no JPEG', (dir: string) => written(dir, 'a.jpg', Buffer.from('not a picture')), en('image.not-jpeg')],
  [
    'one that is too heavy',
    (dir: string) => written(dir, 'a.jpg', jpegBytes(9, 9, 307_201)),
    en('image.too-heavy', { kilobytes: 301 }),
  ],
  [
    'one that is too large',
    (dir: string) => written(dir, 'a.jpg', jpegBytes(1_501, 9)),
    en('image.too-large', { width: 1501, height: 9 }),
  ],
  ['none at all', (dir: string) => join(dir, 'missing.jpg'), en('image.unreadable', { reason: 'ENOENT' })],
  [
    'a folder',
    (dir: string) => {
      mkdirSync(join(dir, 'folder.jpg'));
      return join(dir, 'folder.jpg');
    },
    en('image.not-jpeg'),
  ],
] as const)('an image that is %s is refused before anything is sent', async (_what, make, said) => {
  const { sens, dir } = await place();
  const run = new CommandLine(dir, ['send-test', '--image', make(dir)], keysOf(sens));
  expect(await run.exitStatus()).toBe(2);
  expect(run.err.join('\n')).toContain(said);
  expect(sens.asked()).toEqual([]);
});

test('text type and country follow the settings', async () => {
  const { sens, dir } = await place();
  const { baseUrl, serviceId, from } = sens;
  const live = { mode: 'live', zone: 'custom', baseUrl, serviceId, from, contentType: 'AD' };
  configure(dir, {
    ...liveSettings(sens, dir),
    sens: live,
    recipients: [
      { id: 'me', number: '+82 10-1234-5678' },
      { id: 'away', number: '+1 212-555-0100', countryCode: '1' },
    ],
  });
  const long = '가'.repeat(60);
  const run = new CommandLine(dir, ['send-test', '--message', long], keysOf(sens));
  expect(await run.exitStatus()).toBe(0);
  const received = sens
    .received()
    .map(({ countryCode, to, type, contentType }) => [countryCode, to, type, contentType]);
  expect(received.sort()).toEqual([
    ['1', '2125550100', 'SMS', 'AD'],
    ['82', '01012345678', 'LMS', 'AD'],
  ]);
});

test('a group is expanded to its members, each of whom gets one text', async () => {
  const { sens, dir } = await place();
  configure(dir, {
    ...liveSettings(sens, dir),
    recipients: [
      { id: 'me', number: '010-1234-5678' },
      { id: 'you', number: '02-123-4567' },
      { id: 'they', number: '02-123-4568' },
    ],
    groups: [{ id: 'night', recipients: ['me', 'you'] }],
  });
  const run = new CommandLine(dir, ['send-test', '--to', 'night', '--to', 'me'], keysOf(sens));
  expect(await run.exitStatus()).toBe(0);
  const received = sens.received().map(({ to }) => to);
  expect(received.sort()).toEqual(['01012345678', '021234567']);
});

test('a channel that does not exist is refused before anything is sent', async () => {
  const { sens, dir } = await place();
  const run = new CommandLine(dir, ['send-test', '--channel', 'ops'], keysOf(sens));
  expect(await run.exitStatus()).toBe(2);
  expect(run.err.join('\n')).toContain(en('cli.noSuchChannel', { id: 'ops' }));
  expect(sens.asked()).toEqual([]);
});
