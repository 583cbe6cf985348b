import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { unzip } from 'node:zlib';
import { fail, ok, type Result } from '../../../../shared/common/result';
import { errorCode } from '../../common/error-code';

/** A full page of 100 results is about 50 KB; more than this, packed or unpacked, is not from SENS. */
const MAX_ANSWER_BYTES = 1_048_576;

/** What is asked for with `Accept-Encoding`; `unpacked` knows these and no others. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate';

/** Why a body is not here: it broke off on the way, or it is nothing that SENS sends. */
export interface BodyFault {
  readonly kind: 'broken-off' | 'odd';
  /** Node's error code, or what is wrong with it. */
  readonly code: string;
}

const unpack = promisify<Buffer, { readonly maxOutputLength: number }, Buffer>(unzip);

/** Reads an answer's body as UTF-8, holding at most `MAX_ANSWER_BYTES` of it; the rest of a longer one is never read. */
export async function readAnswer(stream: Readable, encoding: string | undefined): Promise<Result<string, BodyFault>> {
  const raw = await readBounded(stream);
  if (!raw.ok) {
    return raw;
  }
  const plain = await unpacked(raw.value, (encoding ?? '').trim().toLowerCase());
  return plain.ok ? ok(plain.value.toString('utf8')) : plain;
}

async function readBounded(stream: Readable): Promise<Result<Buffer, BodyFault>> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > MAX_ANSWER_BYTES) {
        return fail({ kind: 'odd', code: 'too-long' });
      }
      pieces.push(piece);
    }
  } catch (error) {
    return fail({ kind: 'broken-off', code: errorCode(error) });
  }
  return ok(Buffer.concat(pieces));
}

/** zlib gives up at the bound, so that a few bytes cannot become gigabytes. */
async function unpacked(body: Buffer, encoding: string): Promise<Result<Buffer, BodyFault>> {
  if (encoding === '' || encoding === 'identity' || body.length === 0) {
    return ok(body);
  }
  if (!['gzip', 'x-gzip', 'deflate'].includes(encoding)) {
    return fail({ kind: 'odd', code: 'encoding' });
  }
  try {
    return ok(await unpack(body, { maxOutputLength: MAX_ANSWER_BYTES }));
  } catch (error) {
    return fail({ kind: 'odd', code: errorCode(error) });
  }
}

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
