import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { MIGRATIONS } from '../../../../src/main/engine/ledger/file/migrations';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import type { OutboxText } from '../../../../src/main/engine/ledger/tables/outbox/types';
import type { ChannelCopy, NewAlert } from '../../../../src/main/engine/ledger/tables/types';
import { openLedger } from '../../../support/engine/open-ledger';
import { scratchDir } from '../../../support/files/scratch-dir';

const SENDING = { state: 'sending', reason: null } as const;

const ALERT: NewAlert = {
  ...{ at: 1_000, kind: 'rule', ruleId: 'disk', rule: 'Disk', content: 'disk full', type: 'SMS', subject: '' },
  ...{ held: 0, practice: false, prices: { SMS: 9, LMS: 30, MMS: 100 }, recipients: [] },
};

function copy(channel: string, content = 'disk full'): ChannelCopy {
  const facts = {
    kind: 'alert',
    rule: 'Disk',
    ruleId: 'disk',
    log: '/app.log',
    line: 'disk full',
    host: 'web1',
  } as const;
  return {
    channel,
    title: `#${channel}`,
    subject: 'Disk',
    content,
    facts: { ...facts, count: 1, incident: 7, at: 1_000 },
  };
}

function write(ledger: Ledger, more: Partial<NewAlert>): readonly number[] {
  return ledger.commit(() => ledger.alerts.addAlert({ ...ALERT, ...more })).textIds;
}

function text(ledger: Ledger, id = 0): OutboxText {
  const found = ledger.texts.find(id);
  if (!found) {
    throw new Error('No such text.');
  }
  return found;
}

it('a message through a channel keeps its title, its full content and its facts, and costs nothing', () => {
  const ledger = openLedger();
  const content = '가'.repeat(4_000);
  const [id] = write(ledger, { copies: [copy('ops', content)] });
  expect(text(ledger, id)).toMatchObject({
    ...{ channel: 'ops', recipientId: 'ops', to: '#ops', type: 'MESSAGE', content, costWon: 0, state: 'owed' },
    facts: copy('ops').facts,
  });
  expect(ledger.texts.unfinished(10)).toMatchObject([{ channel: 'ops', recipient: '#ops', to: '', type: 'MESSAGE' }]);
  expect(ledger.spending.since(0)).toEqual([]);
  expect(ledger.days.between('texts', 0, 2_000)).toBe(0);
});

it('SENS is given none of the messages through channels, even where a recipient has the id of a channel', () => {
  const ledger = openLedger();
  const { texts, channelTexts } = ledger;
  const recipients = [{ id: 'ops', name: 'Ops', to: '010******78' }];
  const [sms = 0, first = 0, second = 0] = write(ledger, { recipients, copies: [copy('ops'), copy('chat')] });
  expect(texts.nextTexts(false)).toEqual([{ id: sms, recipientId: 'ops' }]);
  expect(texts.newestToSend(false)).toBe(sms);
  expect(texts.toSendTo('ops', false, 10).map(({ id }) => id)).toEqual([sms]);
  expect(texts.toSendOfAlert(1).map(({ id }) => id)).toEqual([sms]);
  expect(texts.queuedWithoutReason('x', false, 10).map(({ id }) => id)).toEqual([sms]);
  expect(channelTexts.nextByChannel(false)).toEqual([
    { id: first, recipientId: 'ops' },
    { id: second, recipientId: 'chat' },
  ]);
  texts.changeTexts([{ text: text(ledger, sms), state: 'failed', reason: null }], 2_000);
  expect([texts.newestToSend(false), texts.queuedSince(false)]).toEqual([0, null]);
  expect(channelTexts.queuedSince(false)).toBe(1_000);
  expect(texts.expireOverdue({ recipientId: 'ops', practice: false, before: 9_000 }, 9_000)).toEqual([]);
  const compose = () => ({ type: 'SMS', subject: '', content: '', costWon: 9 }) as const;
  expect(texts.digestOverdue({ recipientId: 'ops', practice: false, before: 9_000 }, 9_000, compose)).toBeNull();
});

it('a message goes from owed through sending to its end, in order for each channel', () => {
  const ledger = openLedger();
  const { texts, channelTexts } = ledger;
  const [one = 0] = write(ledger, { copies: [copy('ops', 'one')] });
  const [two = 0] = write(ledger, { copies: [copy('ops', 'two')] });
  const [practised = 0] = write(ledger, { copies: [copy('ops', 'three')], practice: true });
  expect(channelTexts.nextByChannel(true)).toEqual([{ id: practised, recipientId: 'ops' }]);
  const [sending] = channelTexts.changeTexts([{ text: text(ledger, one), ...SENDING, attempts: 1 }], 2_000);
  expect(channelTexts.inSending()).toEqual([sending]);
  expect(texts.inSending()).toEqual([]);
  expect(channelTexts.nextByChannel(false)).toEqual([{ id: two, recipientId: 'ops' }]);
  const unknown = { state: 'unknown', reason: null } as const;
  channelTexts.changeTexts([{ text: text(ledger, one), ...unknown }], 3_000);
  expect([texts.toLookUp(), texts.unconfirmedRecipients(), channelTexts.inSending()]).toEqual([[], [], []]);
  // Nothing more is learned of it, so that nothing waits for it.
  expect([texts.pendingTexts(), channelTexts.pendingMessages()]).toEqual([0, 2]);
  write(ledger, { recipients: [{ id: 'me', name: 'Me', to: '010******78' }] });
  expect([texts.pendingTexts(), channelTexts.pendingMessages()]).toEqual([1, 2]);
});

it('refused and held messages wait, apart from the texts of SENS', () => {
  const ledger = openLedger();
  const { texts, channelTexts } = ledger;
  const recipients = [{ id: 'me', name: 'Me', to: '010******78' }];
  const [sms = 0, ops = 0, chat = 0] = write(ledger, { recipients, copies: [copy('ops'), copy('chat')] });
  const owed = { state: 'owed', reason: null } as const;
  channelTexts.changeTexts([{ text: text(ledger, ops), ...owed, refusedMark: 'url' }], 2_000);
  channelTexts.changeTexts([{ text: text(ledger, chat), ...owed, heldUntil: 5_000 }], 2_000);
  texts.changeTexts([{ text: text(ledger, sms), ...owed, heldUntil: 4_000 }], 2_000);
  expect(channelTexts.nextByChannel(false)).toEqual([]);
  expect([texts.refused(), channelTexts.refused()]).toEqual([
    [],
    [{ id: ops, recipientId: 'ops', refusedMark: 'url' }],
  ]);
  expect([texts.releaseHeld(3_000), channelTexts.releaseHeld(3_000)]).toEqual([4_000, 5_000]);
  expect(channelTexts.releaseHeld(5_000)).toBeNull();
  expect(texts.nextTexts(false)).toEqual([]);
  channelTexts.release([ops]);
  expect(channelTexts.nextByChannel(false).map(({ id }) => id)).toEqual([ops, chat]);
});

it('Logbell holds a message until the scheduled time of its alert', () => {
  const ledger = openLedger();
  const [id = 0] = write(ledger, { copies: [copy('ops')], reserveAt: 9_000 });
  expect(ledger.channelTexts.nextByChannel(false)).toEqual([]);
  expect([ledger.channelTexts.releaseHeld(8_999), ledger.channelTexts.releaseHeld(9_000)]).toEqual([9_000, null]);
  expect(ledger.channelTexts.nextByChannel(false)).toEqual([{ id, recipientId: 'ops' }]);
  expect(ledger.channelTexts.queuedSince(false)).toBe(9_000);
});

it('a person sends a failed message again and cancels a queued one', () => {
  const ledger = openLedger();
  const { texts, channelTexts } = ledger;
  const [id = 0] = write(ledger, { copies: [copy('ops')] });
  expect(texts.drop(id, 2_000)).toMatchObject({ ok: true, value: { state: 'failed', channel: 'ops' } });
  expect(texts.resend(id, 3_000)).toMatchObject({ ok: true, value: { state: 'owed', channel: 'ops' } });
  channelTexts.changeTexts([{ text: text(ledger, id), ...SENDING }], 4_000);
  channelTexts.changeTexts([{ text: text(ledger, id), state: 'unknown', reason: null }], 5_000);
  expect(texts.resend(id, 6_000)).toEqual({ ok: false, error: 'may-repeat' });
});

it('an alert whose message through a channel stays unknown is removed when it is old', () => {
  const ledger = openLedger();
  const [id = 0] = write(ledger, { kind: 'test', copies: [copy('ops')] });
  ledger.pruning.prune({ before: 9_000, records: 100, rows: 10 });
  ledger.channelTexts.changeTexts([{ text: text(ledger, id), state: 'unknown', reason: null }], 2_000);
  expect(ledger.pruning.prune({ before: 9_000, records: 100, rows: 10 })).toBe(1);
  expect(ledger.texts.find(id)).toBeNull();
});

it.each(MIGRATIONS.map((_migration, version) => version))(
  'a ledger of version %i keeps its texts for SENS',
  (version) => {
    const file = join(scratchDir(), 'ledger.db');
    const old = openSqlite(file);
    old.exec(`${MIGRATIONS.slice(0, version).join('')} PRAGMA user_version = ${version};`);
    if (version > 0) {
      old.exec(`INSERT INTO alerts (id, at, kind, rule_id, rule, content, held) VALUES (1, 1, 'rule', 'r', 'R', 'x', 0);
      INSERT INTO texts (id, alert_id, recipient_id, recipient, masked_to, type, subject, content, state, practice,
        attempts, created_at, changed_at) VALUES (1, 1, 'me', 'Me', '010', 'SMS', '', 'x', 'owed', 0, 0, 1, 1)`);
    }
    old.close();
    const ledger = openLedger(file);
    const [id] = write(ledger, { copies: [copy('ops')] });
    expect(ledger.texts.nextTexts(false)).toEqual(version > 0 ? [{ id: 1, recipientId: 'me' }] : []);
    expect(ledger.texts.find(1)).toMatchObject(
      version > 0 ? { channel: '', to: '010', facts: null } : { channel: 'ops' },
    );
    expect(ledger.channelTexts.nextByChannel(false)).toEqual([{ id, recipientId: 'ops' }]);
  },
);
