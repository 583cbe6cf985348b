import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TerminalWriter } from '../../../src/main/cli/format/terminal-writer';
import type { Line } from '../../../src/main/cli/output/line';
import type { EngineEvent } from '../../../src/main/engine/common/events';
import type { Language } from '../../../src/shared/settings/schema';
import { translator } from '../../../src/shared/i18n/translator';

const START = new Date(2026, 10, 23, 0, 7, 58).getTime();
const SECOND_MS = 1_000;

type TextEvent = Extract<EngineEvent, { event: 'text' }>;

type AlertEvent = Extract<EngineEvent, { event: 'alert' }>;

const ALERT: AlertEvent = {
  ...{ event: 'alert', id: 1, at: START, rule: 'hello', title: 'Hello', line: 'hello world' },
  ...{ content: 'An Event Occurred', held: 0, incident: 1, count: 1, practice: false },
};
const TEXT: TextEvent = {
  ...{ event: 'text', id: 1, alert: 1, to: '010******78', type: 'SMS', content: 'An Event Occurred' },
  ...{ state: 'owed', reason: null, practice: false, costWon: 9 },
};

interface Shown {
  readonly writer: TerminalWriter;
  readonly lines: string[];
  readonly pending: string[];
}

interface TerminalOptions {
  readonly width?: number;
  readonly verbose?: boolean;
  readonly language?: Language;
}

function terminal({ width = 120, verbose = false, language = 'en' }: TerminalOptions = {}): Shown {
  const lines: string[] = [];
  const pending: string[] = [];
  const write = (line: Line): void => {
    const parts = typeof line === 'string' ? [line] : line;
    lines.push(parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''));
  };
  const titles = new Map([
    ['hello', 'Hello'],
    ['disk', 'Disk full'],
  ]);
  const writer = new TerminalWriter({
    output: { out: write, err: write, json: () => undefined, width: () => width },
    translate: translator(language),
    status: { show: (text) => pending.push(text), clear: () => pending.splice(0) },
    verbose,
    titles: () => titles,
  });
  return { writer, lines, pending };
}

function send(writer: TerminalWriter, ...states: readonly TextEvent['state'][]): void {
  states.forEach((state) => writer.event({ ...TEXT, state }));
}

describe('logbell watch on a terminal', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['en', '00:07:58  Hello      "hello world"  →  SMS to 010-****-**78: "An Event Occurred"  delivered (2 s)'],
    ['ko', '00:07:58  Hello      "hello world"  →  SMS 010-****-**78: "An Event Occurred"  도착 (2초)'],
  ] as const)('prints one line for a text, with its message (%s)', (language, line) => {
    const { writer, lines, pending } = terminal({ language });
    writer.event(ALERT);
    send(writer, 'owed', 'sending', 'accepted');
    expect(lines).toEqual([]);
    expect(pending.at(-1)).toContain('"An Event Occurred"');
    vi.setSystemTime(START + 2 * SECOND_MS);
    send(writer, 'delivered');
    expect(lines).toEqual([line]);
    expect(pending).toEqual([]);
  });

  it('prints a text that takes long once, and again when it has ended', () => {
    const { writer, lines } = terminal({ width: 200 });
    writer.event(ALERT);
    send(writer, 'owed');
    writer.event({ ...TEXT, reason: { code: 'sens-server', params: { status: 503 } } });
    vi.advanceTimersByTime(60 * SECOND_MS);
    send(writer, 'sending', 'delivered');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^00:07:58 .*"An Event Occurred" {2}queued {2}.*503/);
    expect(lines[1]).toMatch(/^00:08:58 .*"An Event Occurred" {2}delivered \(1 min\)$/);
  });

  it('prints every state and every incident on request', () => {
    const { writer, lines } = terminal({ verbose: true });
    writer.event(ALERT);
    writer.event({
      ...{ event: 'incident', id: 1, rule: 'hello', title: 'Hello', key: '' },
      ...{ state: 'open', cause: 'match', at: START },
    });
    send(writer, 'owed', 'sending', 'delivered');
    expect(lines.map((line) => line.split('  ').at(-1))).toEqual([
      'incident #1 opened · Hello',
      ...['queued', 'sending', 'delivered (0 s)'],
    ]);
  });

  it('prints held matches and the reason', () => {
    const { writer, lines } = terminal({ width: 90 });
    writer.event({
      ...{ event: 'match', id: 2, at: START, rule: 'disk', file: '/var/log/app.log' },
      line: `ERROR\u001b[2J ${'very '.repeat(20)}long`,
      decision: { outcome: 'held', why: 'cooldown', params: { cooldown: '10m' } },
    });
    writer.event({
      ...{ event: 'held', rule: 'disk', title: 'Disk full', count: 1_204, from: START, to: START },
      decision: { outcome: 'held', why: 'threshold', params: { count: 3, within: '60s' } },
    });
    expect(lines).toEqual([
      '00:07:58  held  Disk full  ERROR [2J very very…  cooldown 10 min, counted in the next text',
      '00:07:58  held  Disk full  1,204 more matches  fewer than 3 within 60 s',
    ]);
  });

  it('gives a text a line of its own where the terminal is narrow', () => {
    const { writer, lines } = terminal({ width: 70 });
    writer.event(ALERT);
    send(writer, 'delivered');
    expect(lines).toEqual([
      '00:07:58  Hello      "hello world"',
      '          →  SMS to 010-****-**78: "An Event Occurred"  delivered (0 s)',
    ]);
  });

  it('prints the date once when the day changes', () => {
    const { writer, lines } = terminal();
    const tomorrow = START + 24 * 3_600 * SECOND_MS;
    for (const [index, at] of [START, tomorrow, tomorrow + SECOND_MS].entries()) {
      vi.setSystemTime(at);
      writer.event({ ...ALERT, id: index, at });
      writer.event({ ...TEXT, id: index, alert: index, state: 'delivered' });
    }
    expect(lines.map((line) => line.slice(0, 10).trim())).toEqual(['00:07:58', '2026-11-24', '00:07:58', '00:07:59']);
  });

  it('prints the message of a text whose alert is not known, and texts on their way at the end', () => {
    const { writer, lines } = terminal();
    send(writer, 'accepted');
    writer.event({ event: 'stopped' });
    expect(lines).toEqual(['00:07:58  →  SMS to 010-****-**78: "An Event Occurred"  accepted', 'Stopped.']);
  });
});
