import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { diagnosticsText, type DiagnosticFacts } from '../../../../src/main/desktop/files/diagnostics';
import { pathShape, regexShape } from '../../../../src/main/desktop/files/diagnostics-masks';
import type { HistoryEntry } from '../../../../src/shared/contract/history';
import { channelSchema, problemRoutingSchema } from '../../../../src/shared/settings/channels/channel-schema';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { fileSchema } from '../../../../src/shared/settings/log-schema';
import { policySchema } from '../../../../src/shared/settings/rules/policy-schema';
import { ruleSchema } from '../../../../src/shared/settings/rules/rule-schema';
import {
  appSchema,
  deliverySchema,
  emptySettings,
  groupSchema,
  metricsSchema,
  recipientSchema,
  sensSchema,
  watchSchema,
  type Settings,
} from '../../../../src/shared/settings/schema';
import { settingsProblem } from '../../../../src/shared/settings/validation/problems';
import { idleSnapshot } from '../../renderer/window-api-double';

const { settings } = parseSettings({
  sens: { serviceId: 'ncp:sms:kr:123456:secretname', from: '02-123-4567' },
  recipients: [{ id: 'somebody', name: 'Somebody', number: '010-1234-5678' }],
  groups: [{ id: 'everybody', name: 'Everybody', recipients: ['somebody'] }],
  // The rule has the same id.
  files: [{ id: 'hello', path: '/home/operator/app.log' }],
  channels: [
    { id: 'chat', kind: 'slack', name: 'Somebody' },
    { id: 'hook', kind: 'webhook', url: 'https://somebody.example.com/hello', headers: { 'X-Hello': 'Hello' } },
    {
      ...{ id: 'mail', kind: 'email', host: 'smtp.somebody.example.com', port: 587, security: 'starttls' },
      ...{ user: 'somebody', from: 'somebody@example.com', to: ['somebody@example.com'] },
    },
  ],
  delivery: { channels: ['chat'], fallback: { to: ['mail'], on: ['budget'] } },
  problems: { to: ['hook'] },
  policy: { quiet: [{ from: '22:00', to: '07:00', zone: 'Asia/Seoul' }] },
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
      channel: '',
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

const SECRET_PLACES = { url: 'keyring', secret: 'none', token: 'none', password: 'none' } as const;

function facts(): DiagnosticFacts {
  const { info, keys, status } = idleSnapshot();
  const alert = { id: 1, at: 1, ruleId: 'hello', rule: 'Hello', line: 'a line of a log' };
  return {
    ...{ madeAt: 0, info, keys, system: { node: '20' }, settings: { settings, problems: [], revision: '' } },
    channelSecrets: { chat: SECRET_PLACES, old: SECRET_PLACES },
    status: { ...status, recentAlerts: [alert] },
    history: [PROBLEM, MATCH],
    ledgerFiles: { 'ledger.db': 4_096 },
    ownLog: [
      '2026-01-31T00:30:00.000Z info app started',
      '2026-01-31T00:30:01.000Z error engine ENOSPC at="openLog (log.js:10:20)"',
      '2026-01-31T00:30:02.000Z warn notifier failed subject="rule hello" name="+82-10-1234-5678"',
      'hello',
    ],
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
    'ello',
    'omebody',
    'Dear',
    'a line',
    '/home/operator',
  ]) {
    expect(text).not.toContain(secret);
  }
});

it('a diagnosis has the facts needed to help', () => {
  expect(JSON.parse(diagnosticsText(facts()))).toMatchObject({
    format: 'logbell-diagnostics',
    versions: { logbell: '0.0.0', node: '20' },
    settings: {
      sens: { mode: 'practice', serviceId: 'ncp:sms:kr:(17 characters)', from: '(line, 9 digits)' },
      policy: { quiet: [{ from: '22:00', to: '07:00', zone: 'Asia/Seoul' }], digestAt: '08:00', incidentMaxAge: '1d' },
      recipients: [{ id: 'recipient-1', name: '(8 characters)', number: '(mobile, 11 digits)', countryCode: '82' }],
      groups: [{ id: 'group-1', recipients: ['recipient-1'] }],
      channels: [
        { id: 'channel-1', kind: 'slack', name: '(8 characters)' },
        { id: 'channel-2', kind: 'webhook', url: 'https:(34 characters)', headers: 1 },
        { id: 'channel-3', kind: 'email', port: 587, security: 'starttls', host: '(25 characters)' },
      ],
      delivery: { channels: ['channel-1'], fallback: { to: ['channel-3'], after: '2m', on: ['budget'] } },
      problems: { to: ['channel-2'], after: '1m' },
      files: [{ id: 'file-1', path: '~/xxx.log', encoding: 'auto' }],
      rules: [
        {
          ...{ id: 'rule-1', match: { text: '(18 characters)' } },
          ...{ message: '(13 characters)', okMessage: '(25 characters)' },
          ...{ recipients: ['recipient-1', 'group-1'], escalate: { after: '15m', to: ['recipient-1'] } },
        },
        { id: 'rule-2', absence: { after: '1h', message: '(24 characters)', recovered: '(28 characters)' } },
        { id: 'rule-3', pair: { within: '1h', message: '(21 characters)' } },
      ],
    },
    keys: { accessKey: 'not-set' },
    channelSecrets: { 'channel-1': SECRET_PLACES, 'removed-channel-2': SECRET_PLACES },
    status: { state: 'unconfigured' },
    lastProblems: [{ code: 'file-unreadable', subject: '~/xxx.log' }],
    ledger: { files: { 'ledger.db': 4_096 }, newest: { entries: { match: 1, problem: 1 }, texts: { failed: 1 } } },
    ownLog: [
      '2026-01-31T00:30:00.000Z info app started',
      '2026-01-31T00:30:01.000Z error engine ENOSPC at="openLog (log.js:10:20)"',
      '2026-01-31T00:30:02.000Z warn notifier failed subject=(12 characters) name=(18 characters)',
      '(5 characters)',
    ],
  });
});

it.each([
  ['(?<user>\\w+) failed{2,3}', '(?<xxxx>\\w+) xxxxxx{2,3}'],
  ['\\\\secret \\Q[a-z]+$', '\\\\xxxxxx \\x[x-x]+$'],
  ['홍길동|token=4f3a', 'xxx|xxxxx=xxxx'],
])('a regular expression keeps its operators: %#', (regex, shape) => {
  expect(regexShape(regex)).toBe(shape);
});

it.each([
  ['/var/log/nginx/**/kim-*.log.1', '/var/log/xxxxx/**/xxxx*.xxx.1'],
  ['/srv/{kim,lee}/app.log', '/srv/{xxx,xxx}/xxx.log'],
])('a path keeps its wildcards and endings: %#', (path, shape) => {
  expect(pathShape(path)).toBe(shape);
});

/** Fake values of each kind of private data. */
const SECRETS = [
  (mark: string) => `Kim Cheolsu ${mark}`,
  (mark: string) => `token=abc${mark}`,
  (mark: string) => `/home/kim${mark}/logs`,
  (mark: string) => `https://kim:pass${mark}@10.1.2.3/token/abc`,
  (mark: string) => `kim.${mark}@example.com`,
  (mark: string) => `+1 202 555 ${mark}`,
] as const;

/** A value of a schema with a secret in every string, so that new fields are covered. */
function seeded(schema: z.ZodMiniType, secret: () => string): unknown {
  if (schema instanceof z.ZodMiniObject) {
    const shape = schema.shape as Readonly<Record<string, z.ZodMiniType>>;
    return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, seeded(field, secret)]));
  }
  if (schema instanceof z.ZodMiniArray) {
    return [seeded(schema.def.element as z.ZodMiniType, secret)];
  }
  if (schema instanceof z.ZodMiniUnion) {
    const options = (schema.def.options as readonly z.ZodMiniType[]).map((option) => seeded(option, secret) as object);
    return options.reduce((all, option) => ({ ...all, ...option }), {});
  }
  if (
    schema instanceof z.ZodMiniDefault ||
    schema instanceof z.ZodMiniPrefault ||
    schema instanceof z.ZodMiniOptional ||
    schema instanceof z.ZodMiniNullable
  ) {
    return seeded(schema.def.innerType as z.ZodMiniType, secret);
  }
  if (schema instanceof z.ZodMiniString) {
    return secret();
  }
  if (schema instanceof z.ZodMiniRecord) {
    return { [secret()]: secret() };
  }
  if (schema instanceof z.ZodMiniLiteral) {
    return schema.def.values[0];
  }
  // A kind that may contain strings and is unknown here must fail.
  expect(schema.def.type).toMatch(/^(enum|boolean|number)$/);
  return undefined;
}

const SECTIONS = {
  ...{ app: appSchema, watch: watchSchema, sens: sensSchema, delivery: deliverySchema, policy: policySchema },
  metrics: metricsSchema,
  ...{ recipients: z.array(recipientSchema), groups: z.array(groupSchema) },
  ...{ files: z.array(fileSchema), rules: z.array(ruleSchema), problems: problemRoutingSchema },
};

it.each(SECRETS.map((secret, index) => [index, secret] as const))(
  'no text of the settings, of problems or of the environment is in a diagnosis: kind %i',
  (_index, secret) => {
    const secrets: string[] = [];
    const plant = (): string => {
      const planted = secret(String(1_000_000 + secrets.length * 7_919));
      secrets.push(planted);
      return planted;
    };
    const sections = Object.entries(SECTIONS).map(([name, schema]) => [name, seeded(schema, plant)]);
    const channels = channelSchema.def.options.map((schema) => seeded(schema, plant));
    const planted = { ...settings, ...(Object.fromEntries(sections) as object), channels } as Settings;
    expect(Object.keys(planted).toSorted()).toEqual(Object.keys(emptySettings()).toSorted());
    const problem = { code: 'text-failed', subject: plant(), params: { title: plant() } } as const;
    const { info, status, ...rest } = facts();
    const file = { fileId: plant(), path: `/var/log/${plant()}`, state: 'following' } as const;
    const text = diagnosticsText({
      ...rest,
      info: { ...info, configFile: plant(), dataDir: plant(), logFile: plant() },
      system: { desktop: plant(), session: plant() },
      settings: {
        settings: planted,
        problems: [
          settingsProblem(['rules', plant()], 'unknown-field'),
          settingsProblem(['channels', 0, 'headers', plant()], 'own-header'),
        ],
        revision: plant(),
      },
      status: {
        ...status,
        files: [{ ...file, position: 0, size: 0, polled: false }],
        problems: [{ ...problem, since: 1 }],
      },
      history: [{ ...problem, kind: 'problem', id: 1, at: 1, clearedAt: null }],
      ledgerFiles: { [`ledger.db.${plant()}`]: 1 },
      ownLog: [`2026-01-31T00:30:00.000Z info app started what=${JSON.stringify(plant())}`, plant()],
    });
    expect(secrets.length).toBeGreaterThan(60);
    expect(secrets.filter((one) => text.includes(one) || text.includes(one.replace(/\D/g, '')))).toEqual([]);
    expect(text).not.toMatch(/kim|cheolsu|abc|pass(?!word")|example|202 555/i);
  },
);
