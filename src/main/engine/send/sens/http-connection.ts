import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { unzip } from 'node:zlib';
import { fail, ok, type Result } from '../../../../shared/common/result';
import { errorCode } from '../../common/error-code';

/** Largest answer, packed or unpacked: a full page of 100 results is about 50 KB. */
const MAX_ANSWER_BYTES = 1_048_576;

/** Value of `Accept-Encoding`; `unpacked` handles these encodings only. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate';

/** Reason for a missing body: the connection broke, or SENS would not send it. */
export interface BodyFault {
  readonly kind: 'broken-off' | 'odd';
  /** Node's error code, or a code for the fault. */
  readonly code: string;
}

const unpack = promisify<Buffer, { readonly maxOutputLength: number }, Buffer>(unzip);

/** Reads the body of an answer as UTF-8, up to `MAX_ANSWER_BYTES`; fails on a longer one without reading the rest. */
export async function readAnswer(stream: Readable, encoding: string | undefined): Promise<Result<string, BodyFault>> {
  const raw = await readBounded(stream);
  if (!raw.ok) {
    return raw;
  }
  const plain = await unpacked(raw.value, (encoding ?? '').trim().toLowerCase());
  return plain.ok ? ok(plain.value.toString('utf8')) : plain;
}

async function readBounded(stream: Readable): Promise<Result<Buffer, BodyFault>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) {
        return fail({ kind: 'odd', code: 'too-long' });
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return fail({ kind: 'broken-off', code: errorCode(error) });
  }
  return ok(Buffer.concat(chunks));
}

/** Unpacks a body. zlib stops at the limit, so that a few bytes cannot become gigabytes. */
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

/** Transport that axios makes requests with. */
export interface Transport {
  readonly request: (
    options: https.RequestOptions,
    onAnswer: (answer: http.IncomingMessage) => void,
  ) => http.ClientRequest;
}

/** State of one request's connection. */
export interface ConnectionWatch {
  readonly transport: Transport;
  /** False if the server certainly does not have the whole request. */
  mayBeWritten(): boolean;
  /** True if the connection was kept alive from an earlier exchange. */
  reused(): boolean;
  /** True if the answer comes from a proxy that refused the tunnel to the server. */
  answeredByProxy(): boolean;
}

/** Watches the socket of a request for its connection and its writes; calls `onConnected` once it is connected. */
export function watchConnection(onConnected: () => void): ConnectionWatch {
  let connected = false;
  let reused = false;
  let refusedBySystem = false;
  let answeredByProxy = false;

  const markConnected = (): void => {
    connected = true;
    onConnected();
  };
  const watchSocket = (request: http.ClientRequest, secure: boolean, socket: Socket): void => {
    reused = request.reusedSocket;
    // https-proxy-agent returns a proxy's refusal of the tunnel as the answer, on a socket without TLS.
    answeredByProxy = secure && !(socket instanceof TLSSocket);
    if (answeredByProxy) {
      onConnected();
    } else if (isUsable(socket)) {
      markConnected();
    } else {
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', markConnected);
    }
  };
  const request: Transport['request'] = (options, onAnswer) => {
    const secure = options.protocol === 'https:';
    const sent = (secure ? https : http).request(options, onAnswer);
    sent.once('socket', (socket) => watchSocket(sent, secure, socket));
    // A request is written in one piece: if the system refused part of it, the server cannot have it.
    sent.once('error', (error) => {
      refusedBySystem = isWriteError(error);
    });
    return sent;
  };
  return {
    transport: { request },
    mayBeWritten: () => connected && !refusedBySystem,
    reused: () => reused,
    answeredByProxy: () => answeredByProxy,
  };
}

/** True if the socket is ready (Node docs, `tlsSocket.alpnProtocol`: null until the handshake is over). */
function isUsable(socket: Socket): boolean {
  return socket instanceof TLSSocket ? socket.alpnProtocol !== null : !socket.connecting;
}

function isWriteError(error: Error): boolean {
  return ['EPIPE', 'ECONNRESET'].includes(errorCode(error)) && 'syscall' in error && error.syscall === 'write';
}
