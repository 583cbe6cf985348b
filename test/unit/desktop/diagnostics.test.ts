import { expect, it } from 'vitest';
import { diagnosticsText, type DiagnosticFacts } from '../../../src/main/desktop/diagnostics';
import type { HistoryEntry } from '../../../src/shared/history';
import { parseSettings } from '../../../src/shared/parse-settings';
import { idleSnapshot } from '../renderer/window-api-double';

const { settings } = parseSettings({
  sens: { serviceId: 'ncp:sms:kr:123456:secretname', from: '02-123-4567' },
  recipients: [{ id: 'somebody', name: 'Somebody', number: '010-1234-5678' }],
  groups: [{ id: 'everybody', name: 'Everybody', recipients: ['somebody'] }],
  files: [{ id: 'app', path: '/home/operator/app.log' }],
  rules: [
    {
      ...{ id: 'hello', name: 'Hello', message: 'Dear customer' },
      match: { text: 'call 010-1234-5678' },
      recipients: ['somebody', 'everybody'],
      ...{ ok: { text: 'over' }, okMessage: 'Dear customer, it is over' },
      escalate: { after: '15m', to: ['somebody'] },
    },
    {
      ...{ id: 'backup', match: { text: 'done' } },
      absence: { after: '1h', message: 'Dear customer, none came', recovered: 'Dear customer, they are back' },
    },
    {
      ...{ id: 'job', match: { text: 'begun' } },
      pair: { end: { text: 'ended' }, within: '1h', message: 'Dear customer, no end' },
    },
  ],
});

const MATCH: HistoryEntry = {
  ...{ kind: 'match', id: 1, at: 1, ruleId: 'hello', rule: 'Hello', fileId: 'app', path: '/app.log' },
  line: 'a line of a log',
  decision: { outcome: 'held', why: 'paused', params: {} },
  content: 'Dear customer',
  texts: [
    {
      id: 1,
      recipient: 'Somebody',
      to: '010******78',
      type: 'SMS',
      state: 'failed',
      reason: null,
      at: 1,
      practice: true,
      costWon: 0,
    },
  ],
};
const PROBLEM: HistoryEntry = {
  ...{ kind: 'problem', id: 2, at: 2, code: 'file-unreadable', subject: '/home/operator/app.log', params: {} },
  clearedAt: null,
};

function facts(): DiagnosticFacts {
  const { info, keys, status } = idleSnapshot();
  const alert = { id: 1, at: 1, ruleId: 'hello', rule: 'Hello', line: 'a line of a log' };
  return {
    ...{ madeAt: 0, info, keys, system: { node: '20' }, settings: { settings, problems: [] } },
    status: { ...status, recentAlerts: [alert] },
    history: [PROBLEM, MATCH],
    ledgerFiles: { 'ledger.db': 4_096 },
    ownLog: ['info app started', 'number +82-10-1234-5678'],
    home: '/home/operator',
  };
}

it('a diagnosis has neither numbers, names, messages nor lines', () => {
  const text = diagnosticsText(facts());
  for (const secret of [
    '1234-5678',
    '123-4567',
    '123456',
    'secretname',
    'omebody',
    'Dear',
    'a line',
    '/home/operator',
  ]) {
    expect(text).not.toContain(secret);
  }
});

it('a diagnosis says what is needed to help', () => {
  expect(JSON.parse(diagnosticsText(facts()))).toMatchObject({
    format: 'logbell-diagnostics',
    versions: { logbell: '0.0.0', node: '20' },
    settings: {
      recipients: [{ id: 'recipient-1', number: '010******78' }],
      groups: [{ id: 'group-1', recipients: ['recipient-1'] }],
      files: [{ id: 'app', path: '~/app.log' }],
      rules: [
        {
          ...{ id: 'hello', message: '(13 characters)', okMessage: '(25 characters)' },
          ...{ recipients: ['recipient-1', 'group-1'], escalate: { after: '15m', to: ['recipient-1'] } },
        },
        { id: 'backup', absence: { after: '1h', message: '(24 characters)', recovered: '(28 characters)' } },
        { id: 'job', pair: { within: '1h', message: '(21 characters)' } },
      ],
    },
    keys: { accessKey: 'not-set' },
    status: { state: 'unconfigured' },
    lastProblems: [{ code: 'file-unreadable', subject: '~/app.log' }],
    ledger: { files: { 'ledger.db': 4_096 }, newest: { entries: { match: 1, problem: 1 }, texts: { failed: 1 } } },
    ownLog: ['info app started', 'number ***'],
  });
});
