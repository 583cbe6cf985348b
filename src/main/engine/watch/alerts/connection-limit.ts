import type { Socket } from 'node:net';

/**
 * Holds open connections to a limit. A new one takes the place of the one whose last request began longest ago, so that
 * slow clients cannot keep others out. Their senders try again.
 */
export class ConnectionLimit {
  readonly #most: number;
  /** By the address of the client, which TLS leaves alone; the next to go is the first. */
  readonly #open = new Map<string, Socket>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts a connection over TCP. */
  add(socket: Socket): void {
    const client = clientOf(socket);
    const [longest] = this.#open;
    if (longest !== undefined && this.#open.size >= this.#most) {
      const [other, oldest] = longest;
      this.#open.delete(other);
      oldest.destroy();
    }
    this.#open.set(client, socket);
    socket.once('close', () => {
      if (this.#open.get(client) === socket) {
        this.#open.delete(client);
      }
    });
  }

  /** Notes that a request begins on a connection, or on the one below its TLS. */
  requested(socket: Socket): void {
    const client = clientOf(socket);
    const connection = this.#open.get(client);
    if (connection !== undefined) {
      this.#open.delete(client);
      this.#open.set(client, connection);
    }
  }
}

function clientOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
