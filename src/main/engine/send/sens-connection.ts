import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { errorCode } from '../common/error-code';

/** What axios makes requests with. */
export interface Transport {
  readonly request: (
    options: https.RequestOptions,
    answered: (answer: http.IncomingMessage) => void,
  ) => http.ClientRequest;
}

/** What is known of one request's connection. */
export interface ConnectionWatch {
  readonly transport: Transport;
  /** False when it is certain that the other side does not have the whole request. */
  mayBeWritten(): boolean;
  /** True when a connection of an earlier exchange was used. */
  reused(): boolean;
  /** True when the answer is the proxy's own, which opened no way to the server. */
  answeredByProxy(): boolean;
}

/** Knows from the socket itself whether the connection stood and the request went out; `stands` is called when it does. */
export function watchConnection(stands: () => void): ConnectionWatch {
  let connected = false;
  let reused = false;
  let refusedBySystem = false;
  let answeredByProxy = false;

  const connect = (): void => {
    connected = true;
    stands();
  };
  const watchSocket = (request: http.ClientRequest, secure: boolean, socket: Socket): void => {
    reused = request.reusedSocket;
    // https-proxy-agent hands a proxy's refusal of the tunnel over as the answer, on a socket without TLS.
    answeredByProxy = secure && !(socket instanceof TLSSocket);
    if (answeredByProxy) {
      stands();
    } else if (isUsable(socket)) {
      connect();
    } else {
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', connect);
    }
  };
  const request: Transport['request'] = (options, answered) => {
    const secure = options.protocol === 'https:';
    const made = (secure ? https : http).request(options, answered);
    made.once('socket', (socket) => watchSocket(made, secure, socket));
    // A request is written whole: what the system refused to take of it, the server cannot have.
    made.once('error', (error) => {
      refusedBySystem = isWriteError(error);
    });
    return made;
  };
  return {
    transport: { request },
    mayBeWritten: () => connected && !refusedBySystem,
    reused: () => reused,
    answeredByProxy: () => answeredByProxy,
  };
}

/** Node docs, `tlsSocket.alpnProtocol`: null until the handshake is over. */
function isUsable(socket: Socket): boolean {
  return socket instanceof TLSSocket ? socket.alpnProtocol !== null : !socket.connecting;
}

function isWriteError(error: Error): boolean {
  return ['EPIPE', 'ECONNRESET'].includes(errorCode(error)) && 'syscall' in error && error.syscall === 'write';
}
