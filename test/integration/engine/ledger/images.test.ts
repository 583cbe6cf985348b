import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import type { NewAlert } from '../../../../src/main/engine/ledger/tables/types';
import { jpegBytes } from '../../../support/sens/jpeg-bytes';
import { scratchDir } from '../../../support/files/scratch-dir';

function opened(file: string): Ledger {
  const ledger = Ledger.open(file, Date.now());
  if (!ledger.ok) {
    throw new Error(ledger.error.reason);
  }
  return ledger.value;
}

const TEST: NewAlert = {
  at: 1,
  kind: 'test',
  ruleId: '',
  rule: '',
  content: 'x',
  type: 'MMS',
  subject: 'Logbell',
  prices: { SMS: 9, LMS: 30, MMS: 100 },
  held: 0,
  practice: false,
  recipients: [{ id: 'me', name: '', to: '010******78' }],
};

test('a text and its image survive a restart together', () => {
  const file = join(scratchDir(), 'ledger.db');
  const body = jpegBytes(10, 10);
  const before = opened(file);
  const image = before.commit(() => before.images.keep(body));
  before.alerts.addAlert({ ...TEST, image });
  before.close();
  const ledger = opened(file);
  const [text] = ledger.texts.toSendTo('me', false, 10);
  expect(text).toMatchObject({ type: 'MMS', image });
  expect(Buffer.from(ledger.images.find(image)?.body ?? [])).toEqual(body);
  ledger.close();
});

test('images without a text are deleted when another one is added', () => {
  const ledger = opened(join(scratchDir(), 'ledger.db'));
  const named = ledger.images.keep(jpegBytes(1, 1));
  ledger.alerts.addAlert({ ...TEST, image: named });
  const unnamed = ledger.images.keep(jpegBytes(2, 2));
  const last = ledger.images.keep(jpegBytes(3, 3));
  expect([named, unnamed, last].map((hash) => ledger.images.find(hash) !== null)).toEqual([true, false, true]);
  expect(ledger.images.keep(jpegBytes(1, 1))).toBe(named);
  ledger.close();
});

test('files stored by SENS are remembered by service and content, across a restart', () => {
  const file = join(scratchDir(), 'ledger.db');
  const before = opened(file);
  before.sensFiles.save('service', 'hash', { fileId: 'one', expiresAt: 5 });
  before.sensFiles.save('service', 'hash', { fileId: 'two', expiresAt: 6 });
  before.sensFiles.save('other', 'hash', { fileId: 'three', expiresAt: 7 });
  before.close();
  const ledger = opened(file);
  expect(ledger.sensFiles.find('service', 'hash')).toEqual({ fileId: 'two', expiresAt: 6 });
  ledger.sensFiles.forget('service', 'hash');
  expect(ledger.sensFiles.find('service', 'hash')).toBeNull();
  expect(ledger.sensFiles.find('other', 'hash')).toEqual({ fileId: 'three', expiresAt: 7 });
  ledger.close();
});

test('one alert may have a different text for some of its recipients', () => {
  const ledger = opened(join(scratchDir(), 'ledger.db'));
  const ownText = { type: 'SMS', subject: '', content: 'short' } as const;
  const recipients = [...TEST.recipients, { id: 'abroad', name: '', to: '212*****00', ownText }];
  const { id } = ledger.alerts.addAlert({ ...TEST, type: 'LMS', recipients });
  expect(ledger.texts.toSendOfAlert(id).map(({ type, subject, content }) => [type, subject, content])).toEqual([
    ['LMS', 'Logbell', 'x'],
    ['SMS', '', 'short'],
  ]);
  ledger.close();
});
