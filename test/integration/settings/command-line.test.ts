import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { jpegBytes } from '../../support/sens/jpeg-bytes';
import {
  NO_SERVICES,
  processArguments,
  processesBelow,
  secretChannels,
  SECRETS,
  type SecretServices,
  secretsBelow,
  secretsIn,
  secretsInEnvironment,
  secretVariables,
  SENT_SECRETS,
} from '../../support/files/secret-search';
import { scratchDir } from '../../support/files/scratch-dir';
import { journalctlOf } from '../../support/journal/journalctl-processes';
import { JournalWriter } from '../../support/journal/journal-writer';
import { REPEATED, startAnyKeySens, TAKEN, type AnyKeySens, type SensAnswer } from '../../support/sens/secret-sens';
import { enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** Secrets whose services are not asked. */
const KEYS = secretVariables(NO_SERVICES);

/** The settings keep the numbers of recipients by design. */
const KEPT_BY_DESIGN = { 'config.json': ['number'] };

const refused: SensAnswer = () => ({
  status: 401,
  body: {
    error: { errorCode: '200', message: 'Authentication Failed', details: 'Invalid authentication information.' },
  },
});
const failing: SensAnswer = ({ headers, body }) => ({
  status: 500,
  body: { error: { message: headers, details: body } },
});

async function sensThat(answer: SensAnswer): Promise<AnyKeySens> {
  const sens = await startAnyKeySens(answer);
  onTestFinished(() => sens.close());
  return sens;
}

function settings(services: SecretServices, dir: string): object {
  const { baseUrl } = services;
  return {
    sens: { mode: 'live', zone: 'custom', baseUrl, serviceId: 'ncp:sms:kr:123456789012:demo', from: '02-123-4567' },
    recipients: [{ id: 'me', name: '당직', number: SECRETS.number }],
    files: [{ id: 'app', path: join(dir, 'logs', '*.log') }],
    rules: [{ id: 'hello', match: { text: 'hello world' }, message: 'An Event Occurred' }],
    ...secretChannels(services),
  };
}

function folder(services: SecretServices): string {
  const dir = configured('{}');
  writeFileSync(join(dir, 'logs', 'app.log'), '');
  configure(dir, settings(services, dir));
  return dir;
}

/** Starts a `logbell watch` with keys from the environment. */
async function watchOn(
  services: SecretServices,
  env: Record<string, string> = {},
): Promise<{ dir: string; watch: CommandLine }> {
  const dir = folder(services);
  const watch = new CommandLine(dir, ['watch', '--json'], { ...secretVariables(services), ...env });
  await until(() => watch.out.some((line) => line.includes('"started"')), `it started; ${watch.err.join(' ')}`);
  return { dir, watch };
}

/** True if each channel and the monitor have got their secrets. */
function heardAll(sens: AnyKeySens): boolean {
  const heard = secretsIn(sens.heard());
  return SENT_SECRETS.every((name) => heard.includes(name));
}

function printed(command: CommandLine): string {
  return [...command.out, ...command.err].join('\n');
}

describe('J32 keys and full numbers', () => {
  it.each([
    ['a text that SENS takes', TAKEN, 'accepted'],
    ['refused keys', refused, 'sens-refused-key'],
    ['an answer that repeats the request', REPEATED, 'sens-bad-request'],
    ['a broken SENS that repeats the request', failing, 'sens-server'],
  ])('are in no output and no file after %s', async (_what, answer, sign) => {
    const sens = await sensThat(answer);
    const { dir, watch } = await watchOn(sens);
    await until(() => secretsIn(sens.heard()).includes('heartbeatPath'), 'the monitor was called');
    appendFileSync(join(dir, 'logs', 'app.log'), 'hello world\n');
    await until(() => printed(watch).includes(sign), `${sign} was printed`);
    await until(() => sens.asked() > 0 && heardAll(sens), 'SENS and every channel were asked');
    expect(sens.heard()).toMatch(/logbell-signature v1=[0-9a-f]{64}/i);
    expect(processArguments().toString()).toContain('cli.js');
    expect(secretsIn(processArguments())).toEqual([]);
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
    await watch.end();
    expect(secretsIn(printed(watch))).toEqual([]);
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
  });

  it('are in no output and no file while SENS is unreachable', async () => {
    const { dir, watch } = await watchOn(NO_SERVICES);
    appendFileSync(join(dir, 'logs', 'app.log'), 'hello world\n');
    await until(() => printed(watch).includes('sens-unreachable'), 'the problem was printed');
    await watch.end();
    expect(secretsIn(printed(watch))).toEqual([]);
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
  });

  it('are in no argument and no environment of the processes that Logbell starts', async () => {
    const sens = await sensThat(TAKEN);
    const dir = folder(sens);
    const journal = new JournalWriter(join(scratchDir(), 'journal'));
    configure(dir, { ...settings(sens, dir), files: [{ id: 'app', journal: { directory: journal.dir } }] });
    const watch = new CommandLine(dir, ['watch', '--json'], secretVariables(sens));
    await watch.event({ event: 'started' });
    await until(() => journalctlOf(journal.dir).length > 0, 'journalctl runs');
    const children = processesBelow(watch.pid).filter((pid) => pid !== watch.pid);
    expect(children.length).toBeGreaterThan(0);
    expect(children.flatMap(secretsInEnvironment)).toEqual([]);
    expect(secretsIn(processArguments())).toEqual([]);
    await watch.end();
    expect(secretsIn(printed(watch))).toEqual([]);
  });

  it('are not printed by a test text, with or without an image', async () => {
    const sens = await sensThat(REPEATED);
    const dir = folder(sens);
    const picture = join(scratchDir(), 'picture.jpg');
    writeFileSync(picture, jpegBytes(10, 10));
    for (const more of [[], ['--image', picture]]) {
      const before = sens.asked();
      const command = new CommandLine(dir, ['send-test', ...more], secretVariables(sens));
      expect(await command.exitStatus()).toBe(1);
      expect(sens.asked()).toBeGreaterThan(before);
      expect(secretsIn(printed(command))).toEqual([]);
      expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
    }
  });

  it('are not printed by commands that list, resend or drop texts', async () => {
    const sens = await sensThat(refused);
    const { dir, watch } = await watchOn(sens);
    appendFileSync(join(dir, 'logs', 'app.log'), 'hello world\n');
    await until(() => printed(watch).includes('sens-refused-key'), 'the keys were refused');
    await watch.end();
    for (const args of [
      ['history'],
      ['history', '--json'],
      ['keys'],
      ['keys', '--json'],
      ['check', '--json'],
      ['outbox'],
      ['outbox', '--json'],
      ['outbox', 'resend', '1'],
      ['outbox', 'drop', '1'],
    ]) {
      const command = new CommandLine(dir, args, secretVariables(sens));
      expect(await command.exitStatus(), args.join(' ')).toBe(0);
      expect(printed(command)).not.toBe('');
      expect(secretsIn(printed(command))).toEqual([]);
    }
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
  });
});

/** Loaded before Logbell: on SIGUSR2, something fails like a library, with all its data in the error. */
function sabotage(fails: string): string {
  const code = `
    const secrets = { ...process.env, to: '${SECRETS.number}' };
    const error = Object.assign(new Error('failed\\n    at ' + JSON.stringify(secrets)), { config: { headers: secrets } });
    process.on('SIGUSR2', () => { ${fails} });`;
  const file = join(scratchDir(), 'sabotage.mjs');
  writeFileSync(file, code);
  return `--import=${file}`;
}

describe('keys and full numbers in a crash', () => {
  it.each([
    ['an error that nobody catches', 'throw error;'],
    ['a rejection that nobody handles', 'void Promise.reject(error);'],
    ['a rejection without an error', 'void Promise.reject(secrets);'],
    ['something thrown that is no error', 'throw secrets;'],
  ])('are not printed for %s', async (_what, fails) => {
    const sens = await sensThat(TAKEN);
    const { dir, watch } = await watchOn(sens, { NODE_OPTIONS: sabotage(fails) });
    expect(await watch.end('SIGUSR2')).toBe(1);
    expect(watch.err.join('\n')).toMatch(enPattern('cli.fault'));
    expect(secretsIn(printed(watch))).toEqual([]);
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
  });
});

describe('keys and full numbers with debugging switched on', () => {
  it('are not printed by libraries', async () => {
    const sens = await sensThat(TAKEN);
    const { dir, watch } = await watchOn(sens, { DEBUG: '*', NODE_DEBUG: 'timer,worker,stream,fs' });
    appendFileSync(join(dir, 'logs', 'app.log'), 'hello world\n');
    await until(() => printed(watch).includes('accepted'), 'the text was taken');
    await watch.end();
    expect(secretsIn(printed(watch))).toEqual([]);
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
  });

  it.each(['http', 'net', 'fs,h*', 'HTTPS', 'tls'])('are not sent if Node would print them (%s)', async (parts) => {
    const sens = await sensThat(TAKEN);
    for (const command of ['watch', 'send-test', 'check']) {
      const run = new CommandLine(folder(sens), [command], { ...KEYS, NODE_DEBUG: parts });
      expect(await run.exitStatus()).toBe(2);
      expect(printed(run)).toContain('environment.NODE_DEBUG: ');
      expect(secretsIn(printed(run))).toEqual([]);
    }
    expect([sens.asked(), sens.heard()]).toEqual([0, '']);
  });

  it('are in no report of Node', async () => {
    const sens = await sensThat(TAKEN);
    const dir = folder(sens);
    const NODE_OPTIONS = `--report-on-signal --report-directory=${join(dir, 'logs')}`;
    const watch = new CommandLine(dir, ['watch', '--json'], { ...KEYS, NODE_OPTIONS });
    await watch.event({ event: 'started' });
    process.kill(watch.pid, 'SIGUSR2');
    const report = (): string | undefined => readdirSync(join(dir, 'logs')).find((name) => name.endsWith('.json'));
    await until(() => printed(watch).includes('Node.js report completed'), 'the report was written');
    expect(readFileSync(join(dir, 'logs', report() ?? ''), 'utf8')).toContain('environmentVariables');
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
  });
});

/** Channels with their secrets where they do not belong. */
function misplacedSecrets(): readonly object[] {
  const { hookPath, hookToken: token, signingSecret: secret, mailPassword: password } = SECRETS;
  return [
    { id: 'chat', kind: 'slack', url: `https://example.com/${hookPath}` },
    { id: 'hook', kind: 'webhook', url: `http://example.com/${hookPath}`, token, secret },
    { id: 'other', kind: 'webhook', headers: { Authorization: token, 'X-Key': secret } },
    { id: 'mail', kind: 'email', host: `smtp://logbell:${password}@example.com`, from: password, to: [password] },
  ];
}

describe('keys and full numbers in bad settings', () => {
  const { accessKey, secretKey, number } = SECRETS;
  it.each([
    ['keys among the settings', { sens: { mode: 'live', accessKey, secretKey } }],
    ['secrets of channels among the settings', { channels: misplacedSecrets() }],
    ['keys of the old SENS', { sens: { 'X-NCP-auth-key': accessKey, 'X-NCP-service-secret': secretKey } }],
    ['a number with too many digits', { recipients: [{ id: 'me', number: `${number}-99999` }] }],
    ['a number as the sender of the wrong type', { sens: { from: [number, secretKey] } }],
    ['no JSON', `{ "sens": { "secretKey": "${secretKey}", number: ${number} } }`],
    ['no JSON from its first character', `${secretKey} ${number}`],
    ['a key with a space', { sens: { mode: 'live' } }, { LOGBELL_SECRET_KEY: `${secretKey} ${accessKey}` }],
  ])('are not repeated: %s', async (_what, config, env: Readonly<Record<string, string>> = KEYS) => {
    for (const command of ['check', 'watch']) {
      const run = new CommandLine(configured(config), [command], env);
      expect(await run.exitStatus()).toBe(2);
      expect(run.err).not.toEqual([]);
      expect(secretsIn(printed(run))).toEqual([]);
    }
  });
});
