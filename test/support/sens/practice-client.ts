import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { PracticeServer } from '../../../src/main/practice/practice-server';

/** A complete response of the practice SENS. */
export interface PracticeReply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** Parsed body; null if empty. */
  readonly json: unknown;
}

/** A request to the practice SENS; by default it sends `SEND`. */
export interface PracticeAsk {
  readonly method?: string;
  /** Path after that of the service. */
  readonly to?: string;
  /** Whole target, instead of `to`. */
  readonly target?: string;
  readonly body?: unknown;
  /** Time of the signature, ms since 1970. */
  readonly at?: number;
  readonly keys?: { readonly accessKey: string; readonly secretKey: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** Smallest request that SENS accepts. */
export const SEND = { type: 'SMS', from: '0212345678', content: 'hello', messages: [{ to: '01012345678' }] } as const;

/** Sends a request with a signature computed here, so that client and server do not only confirm each other. */
export function askPractice(practice: PracticeServer, ask: PracticeAsk = {}): Promise<PracticeReply> {
  const { method = 'POST', to = '/messages', at = Date.now(), keys = practice, headers = {} } = ask;
  const target = ask.target ?? `/sms/v2/services/${practice.serviceId}${to}`;
  const { body: given = '' } = ask;
  const body = Buffer.isBuffer(given) || typeof given === 'string' ? Buffer.from(given) : JSON.stringify(given);
  const line = `${method} ${target}\n${at}\n${keys.accessKey}`;
  const signed = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    'x-ncp-apigw-timestamp': String(at),
    'x-ncp-iam-access-key': keys.accessKey,
    'x-ncp-apigw-signature-v2': createHmac('sha256', keys.secretKey).update(line).digest('base64'),
  };
  return exchange(practice.baseUrl + target, { method, headers: { ...signed, ...headers }, agent: false }, body);
}

/** Sends `SEND` with these changes. */
export function sendTo(
  practice: PracticeServer,
  change: Readonly<Record<string, unknown>> = {},
  ask: PracticeAsk = {},
): Promise<PracticeReply> {
  return askPractice(practice, { ...ask, body: { ...SEND, ...change } });
}

/** Requests a path of the service. */
export function lookUp(practice: PracticeServer, to: string, ask: PracticeAsk = {}): Promise<PracticeReply> {
  return askPractice(practice, { ...ask, method: 'GET', to });
}

function exchange(url: string, options: http.RequestOptions, body: string | Buffer): Promise<PracticeReply> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        const isJson = (response.headers['content-type'] ?? '').includes('json') && text !== '';
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: isJson ? parse(text) : null,
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
