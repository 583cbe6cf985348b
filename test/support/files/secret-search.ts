import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelSecrets } from '../../../src/shared/settings/channels/channel-kinds';

/** Fake keys, secrets of channels and a fake number, as a person would enter them. */
export const SECRETS = {
  accessKey: 'ACCESSKEYEXAMPLE0001',
  secretKey: 'SECRETKEYEXAMPLE0000000000000000000001',
  number: '010-1234-5670',
  chatPath: 'CHATPATHEXAMPLE00000001',
  discordPath: 'DISCORDPATHEXAMPLE00001',
  mattermostPath: 'MATTERMOSTPATHEXAMPLE01',
  hookPath: 'HOOKPATHEXAMPLE00000001',
  hookToken: 'HOOKTOKENEXAMPLE0000001',
  signingSecret: 'SIGNINGSECRETEXAMPLE001',
  ntfyTopic: 'NTFYTOPICEXAMPLE0000001',
  ntfyToken: 'NTFYTOKENEXAMPLE0000001',
  mailPassword: 'MAILPASSWORDEXAMPLE0001',
  heartbeatPath: 'HEARTBEATPATHEXAMPLE001',
  alertmanagerToken: 'ALERTMANAGEREXAMPLE0001',
  receiveToken: 'RECEIVETOKENEXAMPLE0001',
} as const;

/** Secrets that never leave the machine of a test: they sign, are received, or belong to a service that hears nothing. */
const KEPT = ['accessKey', 'secretKey', 'signingSecret', 'alertmanagerToken', 'receiveToken'];

/** Secrets that a service hears. */
export const SENT_SECRETS = (Object.keys(SECRETS) as (keyof typeof SECRETS)[]).filter((name) => !KEPT.includes(name));

/** Where the services of the channels and heartbeats are, on this machine. */
export interface SecretServices {
  readonly baseUrl: string;
  readonly mailPort: number;
}

/** Ports on which nothing answers (RFC 863). */
export const NO_SERVICES: SecretServices = { baseUrl: 'http://127.0.0.1:9', mailPort: 9 };

/** Secrets of the channels, as the engine gets them. */
export function channelSecrets({ baseUrl }: SecretServices): Readonly<Record<string, ChannelSecrets>> {
  return {
    chat: { url: `${baseUrl}/${SECRETS.chatPath}` },
    discord: { url: `${baseUrl}/${SECRETS.discordPath}` },
    mattermost: { url: `${baseUrl}/${SECRETS.mattermostPath}` },
    hook: { url: `${baseUrl}/${SECRETS.hookPath}`, token: SECRETS.hookToken, secret: SECRETS.signingSecret },
    push: { url: `${baseUrl}/${SECRETS.ntfyTopic}`, token: SECRETS.ntfyToken },
    mail: { password: SECRETS.mailPassword },
  };
}

/** Variables with all these secrets but the number. */
export function secretVariables(services: SecretServices): Readonly<Record<string, string>> {
  const ofChannels = Object.entries(channelSecrets(services)).flatMap(([id, values]) =>
    Object.entries(values).map(([name, value]) => [`LOGBELL_CHANNEL_${id}_${name}`.toUpperCase(), value]),
  );
  return {
    LOGBELL_ACCESS_KEY: SECRETS.accessKey,
    LOGBELL_SECRET_KEY: SECRETS.secretKey,
    ...(Object.fromEntries(ofChannels) as Record<string, string>),
    LOGBELL_HEARTBEAT_HC_URL: `${services.baseUrl}/${SECRETS.heartbeatPath}`,
    LOGBELL_ALERTMANAGER_OUT_TOKEN: SECRETS.alertmanagerToken,
    LOGBELL_RECEIVE_IN_TOKEN: SECRETS.receiveToken,
  };
}

/** Settings with a channel of each kind, which get every alert, a heartbeat, and tokens of alerts. */
export function secretChannels({ baseUrl, mailPort }: SecretServices): object {
  const mail = { host: '127.0.0.1', port: mailPort, security: 'none', user: 'logbell' };
  return {
    channels: [
      { id: 'chat', kind: 'slack' },
      { id: 'discord', kind: 'discord' },
      { id: 'mattermost', kind: 'mattermost' },
      { id: 'hook', kind: 'webhook' },
      { id: 'push', kind: 'ntfy' },
      { id: 'mail', kind: 'email', ...mail, from: 'logbell@example.com', to: ['ops@example.com'] },
    ],
    delivery: { channels: ['chat', 'discord', 'mattermost', 'hook', 'push', 'mail'] },
    heartbeats: [{ id: 'hc', every: '10s' }],
    alertmanager: { urls: [baseUrl], token: 'out' },
    receive: { tokens: ['in'] },
  };
}

type SecretName = keyof typeof SECRETS;

/** Bytes of memory searched at a time, and overlap of two parts so that no secret is split. */
const MEMORY_PART = 16 * 1024 * 1024;
const MEMORY_OVERLAP = 1_024;

/** Forms in which a secret may appear: plain, its digits, and in common encodings. */
function formsOf(name: SecretName): Buffer[] {
  const secret = SECRETS[name];
  const digits = secret.replaceAll('-', '');
  const texts =
    name === 'number'
      ? [secret, digits, `+82${digits.slice(1)}`, `+82-${secret.slice(1)}`]
      : [secret, Buffer.from(secret).toString('hex')];
  const coded = [secret, digits].map((text) => Buffer.from(text).toString('base64').replace(/=+$/, ''));
  return [...texts, ...coded].flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
}

/** Names of the secrets that appear in an output. */
export function secretsIn(said: string | Buffer): SecretName[] {
  const bytes = typeof said === 'string' ? Buffer.from(said) : said;
  return (Object.keys(SECRETS) as SecretName[]).filter((name) => formsOf(name).some((form) => bytes.includes(form)));
}

/** Files below a folder that contain secrets, with the names of the secrets. */
export function secretsBelow(dir: string): Readonly<Record<string, SecretName[]>> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const found = files.map((file) => {
    const path = join(file.parentPath, file.name);
    return [path.slice(dir.length + 1), secretsIn(readFileSync(path))] as const;
  });
  return Object.fromEntries(found.filter(([, names]) => names.length > 0));
}

/** Arguments of all processes below this one (proc(5)), which every user of the machine may read. */
export function processArguments(): Buffer {
  return Buffer.concat(processesBelow(process.pid).map((pid) => readIfThere(`/proc/${pid}/cmdline`)));
}

/** Ids of a process and of all processes below it. */
export function processesBelow(root: number): number[] {
  const below = new Set([root]);
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), parent: parentOf(pid) }));
  for (let known = 0; known < below.size;) {
    known = below.size;
    processes.filter(({ parent }) => below.has(parent)).forEach(({ pid }) => below.add(pid));
  }
  return [...below];
}

/** Type of a Chromium process (`renderer`, `zygote`) from its command line; empty for other processes. */
export function chromiumKind(pid: number): string {
  return /--type=([\w-]+)/.exec(readIfThere(`/proc/${pid}/cmdline`).toString('utf8'))?.[1] ?? '';
}

/** Secrets in the environment that a process was started with. */
export function secretsInEnvironment(pid: number): SecretName[] {
  return secretsIn(readIfThere(`/proc/${pid}/environ`));
}

/** Secrets in the environment and in the writable memory of a process. */
export function secretsInProcess(pid: number): SecretName[] {
  const found = new Set(secretsInEnvironment(pid));
  for (const part of writableMemory(pid)) {
    secretsIn(part).forEach((name) => found.add(name));
  }
  return [...found];
}

/** Writable memory of a process in parts, from its map (proc(5), /proc/pid/maps and /proc/pid/mem). */
function* writableMemory(pid: number): Generator<Buffer> {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    const map = readFileSync(`/proc/${pid}/maps`, 'utf8');
    for (const [, from = '', to = ''] of map.matchAll(/^([\da-f]+)-([\da-f]+) rw/gm)) {
      const end = Number.parseInt(to, 16);
      for (let at = Number.parseInt(from, 16); at < end; at += MEMORY_PART) {
        yield memoryAt(memory, at, Math.min(MEMORY_PART + MEMORY_OVERLAP, end - at));
      }
    }
  } finally {
    closeSync(memory);
  }
}

/** Empty for unreadable memory, such as that of devices. */
function memoryAt(memory: number, at: number, bytes: number): Buffer {
  const part = Buffer.alloc(bytes);
  try {
    return part.subarray(0, readSync(memory, part, 0, bytes, at));
  } catch {
    return Buffer.alloc(0);
  }
}

function parentOf(pid: string): number {
  return Number(/\) \S (\d+) /.exec(readIfThere(`/proc/${pid}/stat`).toString('utf8'))?.[1] ?? 0);
}

/** Empty if the process has ended. */
function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
