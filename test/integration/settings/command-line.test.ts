import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { jpegBytes } from '../../support/sens/jpeg-bytes';
import {
  processArguments,
  SECRET_VARIABLES,
  secretChannels,
  SECRETS,
  secretsBelow,
  secretsIn,
} from '../../support/files/secret-search';
import { scratchDir } from '../../support/files/scratch-dir';
import { REPEATED, startAnyKeySens, TAKEN, type AnyKeySens, type SensAnswer } from '../../support/sens/secret-sens';
import { enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

const KEYS = SECRET_VARIABLES;

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

function settings(baseUrl: string, dir: string): object {
  return {
    sens: { mode: 'live', zone: 'custom', baseUrl, serviceId: 'ncp:sms:kr:123456789012:demo', from: '02-123-4567' },
    recipients: [{ id: 'me', name: '당직', number: SECRETS.number }],
    files: [{ id: 'app', path: join(dir, 'logs', '*.log') }],
    rules: [{ id: 'hello', match: { text: 'hello world' }, message: 'An Event Occurred' }],
    ...secretChannels(baseUrl),
  };
}

function folder(baseUrl: string): string {
  const dir = configured('{}');
  writeFileSync(join(dir, 'logs', 'app.log'), '');
  configure(dir, settings(baseUrl, dir));
  return dir;
}

/** Starts a `logbell watch` with keys from the environment. */
async function watchOn(
  baseUrl: string,
  env: Record<string, string> = {},
): Promise<{ dir: string; watch: CommandLine }> {
  const dir = folder(baseUrl);
  const watch = new CommandLine(dir, ['watch', '--json'], { ...KEYS, ...env });
  await until(() => watch.out.some((line) => line.includes('"started"')), `it started; ${watch.err.join(' ')}`);
  return { dir, watch };
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
    const { dir, watch } = await watchOn(sens.baseUrl);
    appendFileSync(join(dir, 'logs', 'app.log'), 'hello world\n');
    await until(() => printed(watch).includes(sign), `${sign} was printed`);
    expect(sens.asked()).toBeGreaterThan(0);
    expect(processArguments().toString()).toContain('cli.js');
    expect(secretsIn(processArguments())).toEqual([]);
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
    await watch.end();
    expect(secretsIn(printed(watch))).toEqual([]);
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
  });

  it('are in no output and no file while SENS is unreachable', async () => {
    const { dir, watch } = await watchOn('http://127.0.0.1:9');
    appendFileSync(join(dir, 'logs', 'app.log'), 'hello world\n');
    await until(() => printed(watch).includes('sens-unreachable'), 'the problem was printed');
    await watch.end();
    expect(secretsIn(printed(watch))).toEqual([]);
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
  });

  it('are not printed by a test text, with or without an image', async () => {
    const sens = await sensThat(REPEATED);
    const dir = folder(sens.baseUrl);
    const picture = join(scratchDir(), 'picture.jpg');
    writeFileSync(picture, jpegBytes(10, 10));
    for (const more of [[], ['--image', picture]]) {
      const before = sens.asked();
      const command = new CommandLine(dir, ['send-test', ...more], KEYS);
      expect(await command.exitStatus()).toBe(1);
      expect(sens.asked()).toBeGreaterThan(before);
      expect(secretsIn(printed(command))).toEqual([]);
      expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
    }
  });

  it('are not printed by commands that list, resend or drop texts', async () => {
    const sens = await sensThat(refused);
    const { dir, watch } = await watchOn(sens.baseUrl);
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
      const command = new CommandLine(dir, args, KEYS);
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
    const { dir, watch } = await watchOn(sens.baseUrl, { NODE_OPTIONS: sabotage(fails) });
    expect(await watch.end('SIGUSR2')).toBe(1);
    expect(watch.err.join('\n')).toMatch(enPattern('cli.fault'));
    expect(secretsIn(printed(watch))).toEqual([]);
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
  });
});

describe('keys and full numbers with debugging switched on', () => {
  it('are not printed by libraries', async () => {
    const sens = await sensThat(TAKEN);
    const { dir, watch } = await watchOn(sens.baseUrl, { DEBUG: '*', NODE_DEBUG: 'timer,worker,stream,fs' });
    appendFileSync(join(dir, 'logs', 'app.log'), 'hello world\n');
    await until(() => printed(watch).includes('accepted'), 'the text was taken');
    await watch.end();
    expect(secretsIn(printed(watch))).toEqual([]);
    expect(secretsBelow(dir)).toEqual(KEPT_BY_DESIGN);
  });

  it.each(['http', 'net', 'fs,h*', 'HTTPS', 'tls'])('are not sent if Node would print them (%s)', async (parts) => {
    const sens = await sensThat(TAKEN);
    for (const command of ['watch', 'send-test', 'check']) {
      const run = new CommandLine(folder(sens.baseUrl), [command], { ...KEYS, NODE_DEBUG: parts });
      expect(await run.exitStatus()).toBe(2);
      expect(printed(run)).toContain('environment.NODE_DEBUG: ');
      expect(secretsIn(printed(run))).toEqual([]);
    }
    expect(sens.asked()).toBe(0);
  });

  it('are in no report of Node', async () => {
    const sens = await sensThat(TAKEN);
    const dir = folder(sens.baseUrl);
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
  ])('are not repeated: %s', async (_what, config, env = KEYS) => {
    for (const command of ['check', 'watch']) {
      const run = new CommandLine(configured(config), [command], env);
      expect(await run.exitStatus()).toBe(2);
      expect(run.err).not.toEqual([]);
      expect(secretsIn(printed(run))).toEqual([]);
    }
  });
});
