import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { PhoneReceiver } from '../../support/alertmanager/phone-receiver';
import { postJson, webhookBody } from '../../support/alerts/webhook';

const LIMIT_MS = 300_000;
/** More connections than the receiver holds. */
const CROWD = 300;
const CONNECTIONS = 10_000;
/** Growth of the receiver's memory that nobody minds, MB; each connection that is kept takes some kB. */
const MOST_GROWTH_MB = 150;

const HEAD = 'POST /alertmanager HTTP/1.1\r\nHost: 127.0.0.1\r\n';
const BODY = `${HEAD}Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"version": "4", "alerts": [`;

/** Opens a connection that sends this and no more; it ends with the test. */
async function slowClient(url: string, start: string): Promise<net.Socket> {
  const { port, hostname } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  // The receiver may close it at any time.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(start);
  return socket;
}

/** Resident memory of a process, MB (proc(5)). */
function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}

function begin(): Promise<PhoneReceiver> {
  return PhoneReceiver.begin({ key: 'labels.instance', message: 'fires {{key}}' });
}

function send({ url }: PhoneReceiver, instance: string): Promise<number> {
  return postJson(`${url}/alertmanager`, webhookBody({ labels: { alertname: 'Down', instance } }));
}

it('slow headers and bodies are answered with 408 when their time is over', { timeout: LIMIT_MS }, async () => {
  const receiver = await begin();
  const clients = await Promise.all([HEAD, BODY].map((start) => slowClient(receiver.url, start)));
  const answers = await Promise.all(clients.map(async (client) => String((await once(client, 'data'))[0])));
  expect(answers.map((answer) => answer.split('\r\n')[0])).toEqual(Array(2).fill('HTTP/1.1 408 Request Timeout'));
});

it(
  'takes alerts among clients that are slow, and ten thousand connections, in little memory',
  { timeout: 2 * LIMIT_MS },
  async () => {
    const receiver = await begin();
    const crowd = async (start: string): Promise<void> => {
      await Promise.all(Array.from({ length: CROWD }, () => slowClient(receiver.url, start)));
    };
    expect(await send(receiver, 'web-0')).toBe(200);
    const before = memoryOf(receiver.pid);
    await crowd(HEAD);
    expect(await send(receiver, 'web-1')).toBe(200);
    await crowd(BODY);
    expect(await send(receiver, 'web-2')).toBe(200);
    for (let open = 0; open < CONNECTIONS; open += CROWD) {
      await crowd(HEAD);
    }
    expect(await send(receiver, 'web-3')).toBe(200);
    expect(memoryOf(receiver.pid) - before).toBeLessThan(MOST_GROWTH_MB);
    await receiver.gets('fires web-3');
  },
);
