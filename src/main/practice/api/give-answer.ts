import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Answer } from '../http/answers';
import type { Fault, OddForm } from '../faults/faults';

const JSON_TYPE = 'application/json;charset=UTF-8';
const HUGE_BYTES = 10_000_000;
const MIB = 1_048_576;
const BOMB_MIB = 64;

/** Sends an answer unchanged. */
export function sendAnswer(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, 'Content-Type': JSON_TYPE });
  response.end(bodyText(answer));
}

/** Sends an answer, or withholds it, as the fault demands. */
export function sendWithFault(response: ServerResponse, answer: Answer, fault: Fault): void {
  if (fault.kind === 'delay') {
    sendLater(response, answer, fault.ms);
  } else if (fault.kind === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (fault.kind === 'page') {
    response.writeHead(fault.status, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><title>Blocked</title><h1>Blocked</h1>');
  } else if (fault.kind === 'odd-answer') {
    sendOddly(response, answer, fault.form);
  } else if (fault.kind !== 'hang') {
    sendAnswer(response, answer);
  }
}

function sendLater(response: ServerResponse, answer: Answer, delayMs: number): void {
  const timer = setTimeout(() => sendAnswer(response, answer), delayMs);
  response.once('close', () => clearTimeout(timer));
}

function sendOddly(response: ServerResponse, answer: Answer, form: OddForm): void {
  const text = bodyText(answer);
  const half = text.slice(0, text.length / 2);
  const type = { 'Content-Type': JSON_TYPE };
  switch (form) {
    case 'half-json':
      response.writeHead(answer.status, type).end(half);
      return;
    case 'huge':
      response.writeHead(answer.status, type).end(text + ' '.repeat(HUGE_BYTES));
      return;
    case 'gzip-bomb':
      response.writeHead(answer.status, { ...type, 'Content-Encoding': 'gzip' });
      // The client aborts once it has read enough.
      pipeline(Readable.from(bomb(text)), createGzip(), response).catch(() => response.destroy());
      return;
    case 'redirect':
      response.writeHead(307, { ...type, Location: '/moved' }).end(text);
      return;
    case 'wrong-content-type':
      response.writeHead(answer.status, { 'Content-Type': 'application/octet-stream' }).end(text);
      return;
    case 'stalled':
      response.writeHead(answer.status, { ...type, 'Content-Length': Buffer.byteLength(text) }).write(half);
  }
}

/** Yields the answer followed by blanks, which is still valid JSON. */
function* bomb(text: string): Generator<Buffer> {
  yield Buffer.from(text);
  const blanks = Buffer.alloc(MIB, ' ');
  for (let count = 0; count < BOMB_MIB; count += 1) {
    yield blanks;
  }
}

function bodyText({ body }: Answer): string {
  return body === null ? '' : JSON.stringify(body);
}
