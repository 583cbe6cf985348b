import type { TextState } from '../../../shared/contract/history';
import { reasonSentence } from '../../../shared/i18n/decision-text';
import { ageWords } from '../../../shared/i18n/duration-words';
import type { Translate } from '../../../shared/i18n/translator';
import type { EngineEvent } from '../../engine/common/events';
import { inertLine } from '../output/inert-text';
import { type Line, type Parts, styled } from '../output/line';
import type { Output, StatusLine } from '../output/terminal';
import { deliveryTo } from './delivery-words';
import { type EventWriter, incidentWords, plainWriter } from './event-writer';
import { textStateSpan, whyWords } from './state-words';
import { fitWidth, padWidth, textWidth } from './text-width';

/** Time that a text may take before its line is printed without its final state, ms. */
const PATIENCE_MS = 10_000;
/** Most alerts that are remembered for the lines of their texts. */
const MOST_ALERTS = 1_000;
/** Most columns of a message and of a rule's name. */
const MOST_MESSAGE = 90;
const MOST_TITLE = 20;
/** Least columns of a log line. */
const LEAST_LINE = 16;

const GAP = '  ';
/** Columns of the time and the gap after it. */
const TIME_COLUMNS = '00:00:00  '.length;
const FINAL: ReadonlySet<TextState> = new Set(['delivered', 'failed']);

type AlertEvent = Extract<EngineEvent, { event: 'alert' }>;
type IncidentEvent = Extract<EngineEvent, { event: 'incident' }>;
type MatchEvent = Extract<EngineEvent, { event: 'match' }>;
type TextEvent = Extract<EngineEvent, { event: 'text' }>;

/** A text without a final state. */
interface PendingText {
  /** Last event about it. */
  readonly event: TextEvent;
  /** Time of its first event, ms since 1970. */
  readonly since: number;
  /** True once its line was printed. */
  readonly isPrinted: boolean;
  readonly timer: NodeJS.Timeout | null;
}

interface TerminalWriterDeps {
  readonly output: Output;
  readonly translate: Translate;
  /** Shows texts on their way; null if standard error is no terminal. */
  readonly status: StatusLine | null;
  /** Prints every state of a text and every incident. */
  readonly verbose: boolean;
  /** Names of the rules, by id. */
  readonly titles: () => ReadonlyMap<string, string>;
}

/** Prints events for people: one line for each text, with its message and its final state. */
export class TerminalWriter implements EventWriter {
  readonly #deps: TerminalWriterDeps;
  readonly #plain: EventWriter;
  readonly #alerts = new Map<number, AlertEvent>();
  readonly #texts = new Map<number, PendingText>();
  #titleColumns: { readonly of: ReadonlyMap<string, string>; readonly columns: number } = { of: new Map(), columns: 0 };
  #day = dayOf(Date.now());

  constructor(deps: TerminalWriterDeps) {
    this.#deps = deps;
    const { output, translate, status } = deps;
    const cleared = (write: (line: Line) => void) => (line: Line) => {
      status?.clear();
      write(line);
    };
    this.#plain = plainWriter({ ...output, out: cleared(output.out), err: cleared(output.err) }, translate);
  }

  event(event: EngineEvent): void {
    if (event.event === 'alert') {
      this.#remember(event);
    } else if (event.event === 'text') {
      this.#text(event);
    } else if (event.event === 'match') {
      this.#match(event);
    } else if (event.event === 'held') {
      const what = this.#deps.translate('cli.more', { count: event.count });
      this.#decided(event.to, event, { title: event.title, what });
    } else if (event.event === 'incident') {
      this.#incident(event);
    } else {
      this.#other(event);
    }
    this.#showPending();
  }

  settingsFault: EventWriter['settingsFault'] = (...fault) => this.#plain.settingsFault(...fault);
  settingsWarning: EventWriter['settingsWarning'] = (...warning) => this.#plain.settingsWarning(...warning);
  settingsCleared: EventWriter['settingsCleared'] = (...cleared) => this.#plain.settingsCleared(...cleared);
  settingsReloaded: EventWriter['settingsReloaded'] = (settings) => this.#plain.settingsReloaded(settings);
  practice: EventWriter['practice'] = (url) => this.#plain.practice(url);

  #other(event: EngineEvent): void {
    if (event.event === 'stopped') {
      // Erases what the terminal shows for Ctrl+C.
      this.#deps.status?.show('');
      this.#texts.forEach((text) => this.#printPending(text));
    }
    this.#plain.event(event);
  }

  #incident(event: IncidentEvent): void {
    if (this.#deps.verbose || event.state !== 'open') {
      this.#print(event.at, [[incidentWords(event, this.#deps.translate)]]);
    }
  }

  #remember(alert: AlertEvent): void {
    const [oldest] = this.#alerts.keys();
    if (oldest !== undefined && this.#alerts.size >= MOST_ALERTS) {
      this.#alerts.delete(oldest);
    }
    this.#alerts.set(alert.id, alert);
  }

  #text(event: TextEvent): void {
    const known = this.#texts.get(event.id);
    const since = known?.since ?? Date.now();
    const isPrinted = known?.isPrinted ?? false;
    if (FINAL.has(event.state) || this.#deps.verbose) {
      this.#print(this.#timeOf(event, isPrinted, since), this.#textLines(event, since));
    }
    if (FINAL.has(event.state)) {
      clearTimeout(known?.timer ?? undefined);
      this.#texts.delete(event.id);
      return;
    }
    const timer = known ? known.timer : setTimeout(() => this.#loseWait(event.id), PATIENCE_MS).unref();
    this.#texts.set(event.id, { event, since, isPrinted: isPrinted || this.#deps.verbose, timer });
  }

  #loseWait(id: number): void {
    const text = this.#texts.get(id);
    if (text) {
      this.#printPending(text);
      this.#showPending();
    }
  }

  #printPending(text: PendingText): void {
    if (!text.isPrinted) {
      const { event, since } = text;
      this.#texts.set(event.id, { ...text, isPrinted: true });
      this.#print(this.#timeOf(event, false, since), this.#textLines(event, since));
    }
  }

  /** Time that a text's line begins with: that of the match, or now if it is not the first line. */
  #timeOf({ alert }: TextEvent, isPrinted: boolean, since: number): number {
    return isPrinted ? Date.now() : (this.#alerts.get(alert)?.at ?? since);
  }

  #match({ at, rule, line, decision }: MatchEvent): void {
    const { outcome, why } = decision;
    if (outcome === 'held' || why === 'grouped' || why === 'no-recipients') {
      this.#decided(at, { decision }, { title: this.#deps.titles().get(rule) ?? rule, what: line });
    }
  }

  /** Prints a match without a text of its own, and the reason. */
  #decided(
    at: number,
    { decision }: Pick<MatchEvent, 'decision'>,
    { title, what }: { readonly title: string; readonly what: string },
  ): void {
    const { translate } = this.#deps;
    const word = styled(translate(`cli.event.${decision.outcome}`), 'yellow');
    const why = styled(whyWords(decision, translate), 'dim');
    const head = [word, GAP, this.#title(title), GAP];
    const room = Math.max(LEAST_LINE, this.#room([...head, GAP, why]));
    this.#print(at, [[...head, fitWidth(inertLine(what), room), GAP, why]]);
  }

  /** Lines about a text: rule and log line, if known, then recipient, message and state. */
  #textLines(event: TextEvent, since: number): readonly Parts[] {
    const alert = this.#alerts.get(event.alert);
    const sent = sentParts(event, alert?.at ?? since, this.#deps.translate);
    if (alert === undefined || alert.title === '') {
      return [sent];
    }
    const title = [styled(this.#title(alert.title), 'bold'), GAP];
    const line = inertLine(alert.line);
    const room = this.#room([...title, '""', GAP, ...sent]);
    // On a line of its own if the log line would hardly be readable.
    return room >= Math.min(LEAST_LINE, textWidth(line))
      ? [[...title, `"${fitWidth(line, room)}"`, GAP, ...sent]]
      : [[...title, `"${fitWidth(line, Math.max(LEAST_LINE, this.#room([...title, '""'])))}"`], sent];
  }

  /** Name of a rule, as wide as the longest one. */
  #title(title: string): string {
    const titles = this.#deps.titles();
    if (titles !== this.#titleColumns.of) {
      const longest = Math.max(0, ...Array.from(titles.values(), (each) => textWidth(inertLine(each))));
      this.#titleColumns = { of: titles, columns: Math.min(MOST_TITLE, longest) };
    }
    return padWidth(fitWidth(inertLine(title), MOST_TITLE), this.#titleColumns.columns);
  }

  /** Columns that these parts leave of a line. */
  #room(parts: Parts): number {
    return (this.#deps.output.width() ?? Infinity) - TIME_COLUMNS - partsWidth(parts);
  }

  /** Prints lines that begin at a time; first the date, if the day has changed. */
  #print(at: number, lines: readonly Parts[]): void {
    const { output, status } = this.#deps;
    status?.clear();
    const day = dayOf(at);
    if (day > this.#day) {
      this.#day = day;
      output.out([styled(day, 'bold')]);
    }
    lines.forEach((parts, index) => {
      const start = index === 0 ? [styled(timeOf(at), 'dim'), GAP] : [' '.repeat(TIME_COLUMNS)];
      output.out([...start, ...parts]);
    });
  }

  /** Shows the newest text on its way below the printed lines. */
  #showPending(): void {
    const pending = Array.from(this.#texts.values()).findLast(({ isPrinted }) => !isPrinted);
    if (pending) {
      const [parts = []] = this.#textLines(pending.event, pending.since);
      const text = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
      this.#deps.status?.show(fitWidth(text, (this.#deps.output.width() ?? Infinity) - 1));
    }
  }
}

/** Recipient, message and state of a text, whose alert or first event was at this time. */
function sentParts(event: TextEvent, since: number, translate: Translate): Parts {
  const { content, state, reason } = event;
  const more =
    state === 'delivered'
      ? ` ${translate('cli.took', { time: ageWords(Date.now() - since, translate) })}`
      : reason && state !== 'sending' && `${GAP}${reasonSentence(reason, translate)}`;
  return [
    `→${GAP}${deliveryTo(event, translate)}: "${fitWidth(inertLine(content), MOST_MESSAGE)}"${GAP}`,
    textStateSpan(state, translate, event.channel),
    ...(more ? [styled(more, 'dim')] : []),
  ];
}

function partsWidth(parts: Parts): number {
  return parts.reduce((sum, part) => sum + textWidth(typeof part === 'string' ? part : part.text), 0);
}

function timeOf(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
}

/** The local day, such as `2026-11-23`. */
function dayOf(at: number): string {
  const time = new Date(at);
  return [String(time.getFullYear()), twoDigits(time.getMonth() + 1), twoDigits(time.getDate())].join('-');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
