import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { scratchDir } from '../files/scratch-dir';
import type { Certificate } from '../sens/certificates';

/** Python of the system, which finds Debian's packages. */
const PYTHON = '/usr/bin/python3';

export const MAIL_PASSWORD = 'top-secret-password';

/** An SMTP server of Debian (python3-aiosmtpd) with a Maildir. */
export interface MailServer {
  readonly port: number;
  /** Mails in the Maildir, oldest first. */
  mails(): readonly string[];
}

interface MailServerOptions {
  readonly security: 'tls' | 'starttls' | 'none';
  readonly certificate: Certificate;
  /** Password of the user `logbell`; empty for a server without login. */
  readonly password?: string;
}

/** Starts the server; it stops with the test. */
export async function mailServer({
  security,
  certificate,
  password = MAIL_PASSWORD,
}: MailServerOptions): Promise<MailServer> {
  const maildir = join(scratchDir(), 'Maildir');
  const key = join(certificate.file, '..', 'key.pem');
  const options = { security, cert: certificate.file, key, password, maildir };
  const child = spawn(PYTHON, [join(import.meta.dirname, 'mail-server.py'), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  const [port] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [string];
  return {
    port: Number(port),
    mails: () => {
      const folder = join(maildir, 'new');
      return readdirSync(folder)
        .sort()
        .map((name) => readFileSync(join(folder, name), 'utf8'));
    },
  };
}
