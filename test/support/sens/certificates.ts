import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchDir } from '../files/scratch-dir';

/** A self-signed certificate with its key; clients trust `file`. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly file: string;
}

/** Creates a certificate for a host with OpenSSL; `days`: validity, negative for an expired one. */
export function certificateFor(host: string, days = 2): Certificate {
  const dir = scratchDir();
  const [keyFile, file] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const about = ['-subj', '/CN=test', '-addext', `subjectAltName=DNS:${host}`];
  execFileSync('openssl', ['req', '-x509', ...curve, ...about, '-keyout', keyFile, '-out', file], { stdio: 'ignore' });
  execFileSync('openssl', ['x509', '-in', file, '-signkey', keyFile, '-days', String(days), '-out', file], {
    stdio: 'ignore',
  });
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}
