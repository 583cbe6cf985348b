import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** Fake keys, secrets of channels and a fake number, as a person would enter them. */
export const SECRETS = {
  accessKey: 'ACCESSKEYEXAMPLE0001',
  secretKey: 'SECRETKEYEXAMPLE0000000000000000000001',
  number: '010-1234-5670',
  hookPath: 'HOOKPATHEXAMPLE00000001',
  hookToken: 'HOOKTOKENEXAMPLE0000001',
  signingSecret: 'SIGNINGSECRETEXAMPLE001',
  mailPassword: 'MAILPASSWORDEXAMPLE0001',
  heartbeatPath: 'HEARTBEATPATHEXAMPLE001',
} as const;

/** A port on which nothing answers (RFC 863). */
const NOWHERE = 'http://127.0.0.1:9';

/** Variables with all these secrets but the number. */
export const SECRET_VARIABLES = {
  LOGBELL_ACCESS_KEY: SECRETS.accessKey,
  LOGBELL_SECRET_KEY: SECRETS.secretKey,
  LOGBELL_CHANNEL_CHAT_URL: `${NOWHERE}/${SECRETS.hookPath}`,
  LOGBELL_CHANNEL_HOOK_TOKEN: SECRETS.hookToken,
  LOGBELL_CHANNEL_HOOK_SECRET: SECRETS.signingSecret,
  LOGBELL_CHANNEL_MAIL_PASSWORD: SECRETS.mailPassword,
  LOGBELL_HEARTBEAT_HC_URL: `${NOWHERE}/${SECRETS.heartbeatPath}`,
} as const;

/** Settings with a channel for each secret, which get every alert; the webhook is a server of the test. */
export function secretChannels(baseUrl: string): object {
  const mail = { host: '127.0.0.1', port: 9, security: 'none', user: 'logbell' };
  return {
    channels: [
      { id: 'chat', kind: 'slack' },
      { id: 'hook', kind: 'webhook', url: `${baseUrl}/hook` },
      { id: 'mail', kind: 'email', ...mail, from: 'logbell@example.com', to: ['ops@example.com'] },
    ],
    delivery: { channels: ['chat', 'hook', 'mail'] },
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

/** Secrets in the environment and in the writable memory of a process. */
export function secretsInProcess(pid: number): SecretName[] {
  const found = new Set(secretsIn(readIfThere(`/proc/${pid}/environ`)));
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
