import { expect, it } from 'vitest';
import { HistoryPublisher, TextPublisher } from '../../../src/main/engine/publisher';
import type { Sender } from '../../../src/main/engine/send/outbox/types';
import { TextQueue } from '../../../src/main/engine/text-queue';
import { problemTitle } from '../../../src/shared/i18n/problem-text';
import { translator } from '../../../src/shared/i18n/translator';
import { FACTS } from '../../support/channels/samples';
import { createMemoryBoard } from '../../support/engine/memory-board';
import { openLedger } from '../../support/engine/open-ledger';
import { ManualClock } from '../../support/time/manual-clock';

const SENDER: Sender = { wake: () => undefined, again: () => undefined, stop: () => Promise.resolve() };

it('a copied ledger counts the texts it holds apart from messages to channels', () => {
  const [ledger, problems, clock] = [openLedger(), createMemoryBoard(), new ManualClock(1_000)];
  const emit = (): void => undefined;
  const history = new HistoryPublisher(ledger.history, null);
  const publisher = new TextPublisher({ ledger, emit, history, statusChanged: emit });
  const queue = new TextQueue({ ledger, clock, problems, publisher, sender: SENDER });
  const { textIds } = ledger.commit(() => {
    const alert = ledger.alerts.addAlert({
      ...{ at: 1_000, kind: 'rule', ruleId: 'disk', rule: 'Disk', content: 'full', type: 'SMS', subject: '' },
      ...{ held: 0, practice: false, prices: { SMS: 9, LMS: 30, MMS: 100 } },
      recipients: ['me', 'you'].map((id) => ({ id, name: id, to: '010******78' })),
      copies: [{ channel: 'ops', title: 'Ops', subject: 'Disk', content: 'full', facts: FACTS }],
    });
    ledger.copies.hold(1_000);
    return alert;
  });
  const titles = (): readonly string[][] =>
    problems
      .standing()
      .map((problem) => [problemTitle(problem, translator('en')), problemTitle(problem, translator('ko'))]);
  queue.showHeld();
  expect(titles()).toEqual([
    [
      '2 texts and 1 message are held unsent: this history database is a copy.',
      '기록 데이터베이스가 복사본이라 문자 2건과 메시지 1건을 보내지 않고 보류했습니다.',
    ],
  ]);
  const drop = (channel: string): void => {
    textIds.filter((id) => ledger.texts.find(id)?.channel === channel).forEach((id) => queue.drop(id));
  };
  drop('');
  expect(titles()).toEqual([
    [
      '1 unsent message is held: this history database is a copy.',
      '기록 데이터베이스가 복사본이라 보내지 않은 메시지 1건을 보류했습니다.',
    ],
  ]);
  drop('ops');
  expect(titles()).toEqual([]);
});
