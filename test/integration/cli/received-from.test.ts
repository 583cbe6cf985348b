import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { certificateFor } from '../../support/sens/certificates';

const PORT = '9095';
const TOKEN = 'made-up-token';
const CLIENT = join(import.meta.dirname, '..', '..', 'support', 'alerts', 'post-from.mjs');

/** Addresses of this machine in the test, as of documentation (RFC 5737, RFC 3849), beside its own two. */
const [ALLOWED, OTHER] = [
  ['192.0.2.1', '2001:db8::1'],
  ['198.51.100.1', '2001:db8:1::1'],
] as const;
const LOOPBACK = ['127.0.0.1', '::1'] as const;

/** Runs a command in a network of its own with these addresses (network_namespaces(7)). */
const IN_A_NETWORK = [
  ...['unshare', '--net', 'sh', '-c'],
  `ip link set lo up && ${[...ALLOWED, ...OTHER].map((address) => `ip address add ${address} dev lo`).join(' && ')} && exec "$@"`,
  'sh',
];

/** False if this process may not have a network of its own, or one without IPv6. */
function hasNetwork(): boolean {
  const [file, ...args] = [...IN_A_NETWORK, 'true'] as const;
  return spawnSync(file, args).status === 0;
}

it.runIf(hasNetwork())(
  'takes alerts only from the allowed addresses and from this machine, IPv4 and IPv6',
  async () => {
    const { file: cert, key: keyText } = certificateFor('localhost');
    const key = join(scratchDir(), 'key.pem');
    writeFileSync(key, keyText, { mode: 0o600 });
    const tls = { cert, key };
    const receive = { listen: `[::]:${PORT}`, allow: ['192.0.2.0/24', '2001:db8::/64'], tls, tokens: ['a'] };
    const dir = configured({
      receive,
      recipients: [{ id: 'me', number: '010-1234-5678' }],
      files: [{ id: 'am', alerts: {} }],
      rules: [{ id: 'down', match: { text: 'Down' }, key: 'labels.instance' }],
    });
    const watch = new CommandLine(
      dir,
      ['watch', '--json'],
      { LOGBELL_RECEIVE_A_TOKEN: TOKEN },
      { through: IN_A_NETWORK },
    );
    await watch.event({ event: 'started' });
    const body = JSON.stringify([{ labels: { alertname: 'Down', instance: 'ADDRESS' } }]);
    const from = [...OTHER, ...ALLOWED, ...LOOPBACK];
    const inside = [`--net=/proc/${watch.pid}/ns/net`, process.execPath, CLIENT, PORT, TOKEN, body, ...from];
    const { stdout } = await promisify(execFile)('nsenter', inside);
    expect(JSON.parse(stdout)).toEqual([
      ...OTHER.map((address) => [address, null]),
      ...[...ALLOWED, ...LOOPBACK].map((address) => [address, 200]),
    ]);
    for (const address of [...ALLOWED, ...LOOPBACK]) {
      await watch.event({ event: 'match', line: `Down {instance="${address}"}` });
    }
    expect(watch.matches()).toBe(ALLOWED.length + LOOPBACK.length);
    expect(await watch.end()).toBe(0);
    expect(watch.err).toEqual([]);
  },
);
