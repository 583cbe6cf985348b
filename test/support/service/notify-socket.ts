import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { scratchDir } from '../files/scratch-dir';
import { until } from '../time/until';

/**
 * Receives datagrams at a Unix socket, which Node cannot, and prints each in hexadecimal after an empty line. Takes no file
 * descriptors, and only modules of python3-minimal.
 */
const RECEIVER = `
import socket, sys
name = sys.argv[1]
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind('\\0' + name[1:] if name.startswith('@') else name)
print('', flush=True)
while True:
    print(receiver.recv(65536).hex(), flush=True)
`;

/** The socket of a service manager (sd_notify(3)). */
export class NotifySocket {
  /** Value of `$NOTIFY_SOCKET`. */
  readonly name: string;
  readonly #messages: (readonly string[])[] = [];
  readonly #ready: Promise<unknown>;

  /** Opens a socket at a path or, if `abstract`, at a name outside the file system (unix(7)). */
  constructor({ abstract = false } = {}) {
    const path = join(scratchDir(), 'notify');
    this.name = abstract ? `@${path}` : path;
    const receiver = spawn('python3', ['-c', RECEIVER, this.name], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void receiver.kill('SIGKILL'));
    createInterface({ input: receiver.stdout }).on('line', (line) =>
      this.#messages.push(line === '' ? [] : Buffer.from(line, 'hex').toString('utf8').split('\n')),
    );
    this.#ready = until(() => this.#messages.length > 0, 'the socket is open');
  }

  /** Resolves once the socket receives. */
  async open(): Promise<this> {
    await this.#ready;
    return this;
  }

  /** Messages so far, each a list of assignments. */
  messages(): readonly (readonly string[])[] {
    return this.#messages.filter(([first]) => first !== undefined && first !== 'BARRIER=1');
  }

  /** Number of messages with this assignment. */
  count(assignment: string): number {
    return this.messages().filter((message) => message.includes(assignment)).length;
  }

  /** Waits for a message with all these assignments. */
  async message(...assignments: readonly string[]): Promise<readonly string[]> {
    return until(
      () => this.messages().find((message) => assignments.every((each) => message.includes(each))),
      `${assignments.join(' ')} arrived`,
    );
  }
}
