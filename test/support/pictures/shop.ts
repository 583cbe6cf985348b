import { mkdirSync, writeFileSync } from 'node:fs';
import { translator } from '../../../src/shared/i18n/translator';
import type { Language } from '../../../src/shared/settings/schema';
import type { AppFolder } from '../e2e/app-folder';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const OPERATOR: Readonly<Record<Language, string>> = { en: 'Minji Kim', ko: '김민지' };
const MESSAGE: Readonly<Record<Language, string>> = {
  en: '[{{rule}}] {{count}}× {{status}} {{request}}',
  ko: '[{{rule}}] {{status}} {{count}}건: {{request}}',
};

/** Server errors of the last days: how many requests failed from when on, one a second. */
const OUTAGES = [
  { agoMs: 5 * DAY_MS, requests: 25 },
  { agoMs: 2.2 * DAY_MS, requests: 6 },
  { agoMs: 14 * HOUR_MS, requests: 40 },
] as const;

/** Logs and settings of a small online shop, as a reader of the docs may have them. */
export class Shop {
  readonly appLog: string;
  readonly accessLog: string;
  /** Names of its rules. */
  readonly rules: { readonly nginx: string; readonly disk: string };
  readonly #folder: AppFolder;
  readonly #operator: string;
  readonly #message: string;

  constructor(folder: AppFolder, language: Language) {
    const t = translator(language);
    this.#folder = folder;
    this.#operator = OPERATOR[language];
    this.#message = MESSAGE[language];
    this.appLog = folder.path('app.log');
    this.accessLog = folder.path('nginx/access.log');
    this.rules = { nginx: t('preset.nginx-5xx'), disk: t('preset.disk-full') };
  }

  /** Writes the settings and the logs of the last days, before Logbell starts. */
  open(): void {
    mkdirSync(this.#folder.path('nginx'));
    writeFileSync(this.appLog, 'INFO started\n');
    writeFileSync(this.accessLog, lastDays(Date.now()));
    this.#folder.configure({
      app: { theme: 'light', firstSteps: 'done' },
      recipients: [{ id: 'operator', name: this.#operator, number: '010-1234-5678' }],
      files: [
        { id: 'app', path: this.appLog },
        { id: 'nginx', path: this.accessLog },
      ],
      rules: [
        {
          ...{ id: 'nginx-5xx', name: this.rules.nginx, files: ['nginx'] },
          match: { regex: '"(?<request>[A-Z]+ \\S+)[^"]*" (?<status>5\\d\\d) ' },
          threshold: { count: 10, within: '1m' },
          message: this.#message,
          ...{ cooldown: '10m', cooldownBy: 'rule' },
        },
        {
          ...{ id: 'disk-full', name: this.rules.disk, files: ['app'] },
          ...{ match: { text: 'disk full' }, cooldown: '10m', cooldownBy: 'rule' },
        },
      ],
    });
  }

  /** Lets the disk run full: one line in the log of the shop. */
  fillDisk(volume: string): void {
    this.#folder.append(`ERROR disk full: ${volume}\n`, this.appLog);
  }

  /** Lets this many requests fail. */
  failRequests(count: number): void {
    const now = Date.now();
    this.#folder.append(Array.from({ length: count }, () => failedRequest(now)).join(''), this.accessLog);
  }
}

/** A line that the nginx rule matches. */
export function failedRequest(at: number): string {
  return accessLine(at, '203.0.113.7', 'POST /orders HTTP/1.1', 502, 157);
}

function accessLine(at: number, client: string, request: string, status: number, bytes: number): string {
  const { year, monthName, day, time } = clock(at);
  return `${client} - - [${day}/${monthName}/${year}:${time} +0900] "${request}" ${status} ${bytes}\n`;
}

/** A request every five minutes for six days, and the outages. */
function lastDays(now: number): string {
  const everyFive = Array.from({ length: (6 * DAY_MS) / (5 * MINUTE_MS) }, (_nothing, number) => {
    const at = now - 6 * DAY_MS + number * 5 * MINUTE_MS;
    return { at, line: accessLine(at, '198.51.100.24', 'GET /products HTTP/1.1', 200, 5_120) };
  });
  const outages = OUTAGES.flatMap(({ agoMs, requests }) =>
    Array.from({ length: requests }, (_nothing, number) => {
      const at = now - agoMs + number * 1_000;
      return { at, line: failedRequest(at) };
    }),
  );
  return [...everyFive, ...outages]
    .sort((one, other) => one.at - other.at)
    .map(({ line }) => line)
    .join('');
}

/** Date and time in Korea, as logs write them. */
function clock(at: number): Readonly<Record<'year' | 'monthName' | 'day' | 'time', string>> {
  const korean = new Date(at + 9 * HOUR_MS);
  const [date = '', time = ''] = korean.toISOString().split(/[T.]/);
  const [year = '', , day = ''] = date.split('-');
  const monthName = korean.toLocaleString('en', { month: 'short', timeZone: 'UTC' });
  return { year, monthName, day, time };
}
