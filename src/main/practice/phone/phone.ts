import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { translator } from '../../../shared/i18n/translator';
import type { Language, Prices } from '../../../shared/settings/schema';
import { content as script } from '../../../renderer/phone/phone-page.ts?page';
import styles from '../../../renderer/phone/phone-page.css?raw';
import type { Phone, PhoneSource } from '../store/phone-source';
import { createPhoneFeed } from './phone-feed';
import { phoneHtml } from './phone-frame';
import { channelText, phoneText } from './phone-text';

/** Language of the phone page and prices of texts; both may change while it runs. */
export interface PhoneOptions {
  readonly language: () => Language;
  readonly prices: () => Prices;
}

/** Allows only the page's own resources; no other page may frame, read or fetch them. */
const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** Creates the practice phone page, which shows each delivered text as a handset would. */
export function practicePhone({ language, prices }: PhoneOptions): (source: PhoneSource) => Phone {
  return (source) => {
    const path = `/phone/${randomBytes(16).toString('base64url')}/`;
    const feed = createPhoneFeed(source, (arrivals) => {
      const format = { translate: translator(language()), language: language(), prices: prices() };
      return arrivals.map((arrival) =>
        'arrivedAt' in arrival ? channelText(arrival, format) : phoneText(arrival, format),
      );
    });
    const resources: Readonly<Record<string, (response: ServerResponse) => void>> = {
      '': (response) => sendFile(response, 'text/html; charset=utf-8', phoneHtml(translator(language()), language())),
      'phone.js': (response) => sendFile(response, 'text/javascript; charset=utf-8', script),
      'phone.css': (response) => sendFile(response, 'text/css; charset=utf-8', styles),
      texts: (response) => {
        response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' });
        feed.open(response);
      },
    };
    const picture = (response: ServerResponse, fileId: string): void => {
      const bytes = source.picture(fileId);
      if (bytes === null) {
        sendNotFound(response);
      } else {
        sendFile(response, 'image/jpeg', bytes);
      }
    };
    return {
      path,
      answer: ({ method, url = '' }, response) => {
        const name = method === 'GET' && startsWith(url, path) ? url.slice(path.length) : null;
        if (name?.startsWith('picture/')) {
          picture(response, name.slice('picture/'.length));
        } else if (name !== null && Object.hasOwn(resources, name)) {
          resources[name]?.(response);
        } else {
          sendNotFound(response);
        }
      },
    };
  };
}

/** Compares in constant time, so that the token cannot be guessed byte by byte. */
function startsWith(url: string, path: string): boolean {
  const given = Buffer.from(url.slice(0, path.length));
  const wanted = Buffer.from(path);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function sendFile(response: ServerResponse, type: string, content: string | Buffer): void {
  response.writeHead(200, { ...HEADERS, 'Content-Type': type }).end(content);
}

function sendNotFound(response: ServerResponse): void {
  response.writeHead(404, HEADERS).end();
}
