import { parseDuration } from '../../../shared/common/duration';
import type { Problem } from '../../../shared/contract/status';
import type { Channel } from '../../../shared/settings/channels/channel-schema';
import type { Settings } from '../../../shared/settings/schema';
import { channelCopies } from '../alert/message/channel-copies';
import { ownTranslations } from '../alert/message/compose';
import type { Clock } from '../common/clock';
import { repeatEvery } from '../common/repeat';
import type { Ledger } from '../ledger/ledger';
import { type LedgerHealth, unlessLedgerFault } from '../ledger/ledger-health';
import type { CopyEnd } from '../ledger/tables/alerts';
import type { ReportedProblem } from '../ledger/tables/problems';
import type { ChannelCopy } from '../ledger/tables/types';
import { problemMessage } from './problem-message';
import { type ProblemReport, ProblemReports, type TrackedProblem } from './problem-reports';
import type { DirectSender } from '../send/channels/direct-sender';

/** Interval between two looks at the open problems, ms. */
const LOOK_MS = 5_000;
/** Entry of the ledger's state: the problems that were reported. */
const REPORTED = 'problems-reported';

export interface ProblemRouterDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly health: LedgerHealth;
  /** Delivers messages that the ledger cannot take. */
  readonly direct: Pick<DirectSender, 'send' | 'isIdle'>;
  /** Open problems of the engine and of the app around it. */
  readonly problems: () => readonly Problem[];
  readonly settings: () => Settings;
  readonly hostName: string;
  /** Called with messages that were queued. */
  readonly queued: (textIds: readonly number[]) => void;
}

/** A report with its messages, written at `now` (ms since 1970). */
interface ProblemCopies {
  readonly report: ProblemReport;
  readonly copies: readonly ChannelCopy[];
  readonly now: number;
}

/** A report that was sent without the ledger, with the end of each message so far. */
interface Unrecorded extends ProblemCopies {
  readonly practice: boolean;
  readonly ends: Map<ChannelCopy, CopyEnd>;
}

/**
 * Reports Logbell's own problems and their end to the channels of `problems.to`. A message and the mark that it was
 * written are committed together. While the ledger cannot be written, messages go out without it; they are
 * recorded with their end once it can be.
 */
export class ProblemRouter {
  readonly #deps: ProblemRouterDeps;
  #reports = new ProblemReports();
  /** True if what earlier runs have reported is known. */
  #isRead = false;
  /** True if the ledger does not know what was reported. */
  #isUnsaved = false;
  /** Reports that the history does not have yet, oldest first. */
  #unrecorded: Unrecorded[] = [];
  #cancel: (() => void) | null = null;

  constructor(deps: ProblemRouterDeps) {
    this.#deps = deps;
  }

  /** Applies changed settings. */
  apply(): void {
    if (this.#deps.settings().problems === null) {
      this.stop();
    } else {
      this.#cancel ??= repeatEvery(this.#deps.clock, LOOK_MS, () => this.#look());
    }
  }

  /** Stops, and notes what was reported without the ledger if that works again. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#isUnsaved && this.#mayWrite(this.#deps.problems())) {
      this.#save(this.#known());
    }
  }

  /** A message that follows one without the ledger must not overtake it. */
  #mayWrite(open: readonly Problem[]): boolean {
    return this.#deps.direct.isIdle && !open.some(({ code }) => code === 'ledger-unusable');
  }

  #look(): void {
    const { clock, problems, settings } = this.#deps;
    const routing = settings().problems;
    if (routing === null) {
      return;
    }
    const reports = this.#known();
    const now = clock.now();
    const open = problems();
    const mayWrite = this.#mayWrite(open);
    const report = reports.look(open, parseDuration(routing.after) ?? 0, now);
    if (report !== null) {
      this.#send(report, reports, { now, mayWrite });
    } else if (this.#isUnsaved && mayWrite) {
      this.#save(reports);
    }
  }

  /** Returns what was reported, also by earlier runs if the ledger can be read. */
  #known(): ProblemReports {
    const stored = this.#isRead ? null : this.#deps.health.read('policy', () => this.#readReported(), null);
    if (stored !== null) {
      this.#reports = new ProblemReports([...stored, ...this.#reports.reportedBefore()]);
      this.#isRead = true;
    }
    return this.#reports;
  }

  #send(
    report: ProblemReport,
    reports: ProblemReports,
    { now, mayWrite }: { readonly now: number; readonly mayWrite: boolean },
  ): void {
    const { direct, queued } = this.#deps;
    const copies = this.#copies(report, now);
    const after = new ProblemReports(reports.tracked());
    after.reported(report, now);
    const textIds = mayWrite ? this.#write({ report, copies, now }, after) : null;
    reports.reported(report, now);
    this.#isUnsaved = textIds === null;
    if (textIds === null) {
      const practice = this.#deps.settings().sens.mode === 'practice';
      const sent: Unrecorded = { report, copies, now, practice, ends: new Map() };
      this.#unrecorded.push(sent);
      direct.send(copies, (copy, end) => sent.ends.set(copy, end));
    } else {
      queued(textIds);
    }
  }

  /** Queues a message; null if the ledger does not take it. */
  #write(message: ProblemCopies, reports: ProblemReports): readonly number[] | null {
    const practice = this.#deps.settings().sens.mode === 'practice';
    return this.#commit(reports, () => this.#addReport({ ...message, practice }));
  }

  /** Notes in the ledger what was reported without it. */
  #save(reports: ProblemReports): void {
    const recorded = this.#commit(reports, () => []);
    this.#isUnsaved = recorded === null;
    if (recorded !== null && recorded.length > 0) {
      this.#deps.queued(recorded);
    }
  }

  /** Commits what was reported with the messages that went out without the ledger; returns the ids of all texts. */
  #commit(reports: ProblemReports, work: () => readonly number[]): readonly number[] | null {
    const { ledger, health } = this.#deps;
    const write = (): readonly number[] => {
      ledger.state.saveEntry(REPORTED, JSON.stringify(reports.reportedBefore()));
      const sent = this.#unrecorded.flatMap((each) => {
        const textIds = this.#addReport(each);
        const lost = { state: 'unknown', reason: null, at: each.now } as const;
        const ends = each.copies.map((copy) => each.ends.get(copy) ?? lost);
        ledger.alerts.endCopies(textIds, ends);
        return textIds;
      });
      return [...sent, ...work()];
    };
    const textIds = health.write('policy', () => ledger.commit(write), null);
    if (textIds !== null) {
      this.#unrecorded = [];
    }
    return textIds;
  }

  /** Writes the messages of a report; returns their ids. */
  #addReport({ report, copies, now, practice }: ProblemCopies & { readonly practice: boolean }): readonly number[] {
    const { ledger, settings } = this.#deps;
    if (copies.length === 0) {
      return [];
    }
    const alert = { at: now, kind: 'problem', ruleId: '', rule: '', content: '', type: 'LMS', subject: '' } as const;
    const counts = { held: 0, prices: settings().delivery.prices };
    const { id, textIds } = ledger.alerts.addAlert({ ...alert, ...counts, practice, recipients: [], copies });
    ledger.problems.addReports(id, now, reportedProblems(report));
    return textIds;
  }

  #copies(report: ProblemReport, now: number): ChannelCopy[] {
    const { settings, hostName: host, ledger } = this.#deps;
    const { channels, recipients, problems: routing } = settings();
    const recipientOf = (subject: string): string | null => {
      const id = Number(/^text:(\d+)$/.exec(subject)?.[1] ?? 0);
      const text = unlessLedgerFault(() => ledger.texts.find(id), null);
      const recipient = recipients.find(({ id }) => id === text?.recipientId);
      return recipient === undefined ? null : recipient.name === '' ? recipient.id : recipient.name;
    };
    return channels
      .filter(({ id }) => routing?.to.includes(id))
      .flatMap((channel) => {
        const own = withoutChannel(report, channel);
        const count = own.begun.length + own.ended.length;
        if (count === 0) {
          return [];
        }
        const content = problemMessage(own, { words: ownTranslations(settings()), host, recipientOf });
        const about = { rule: '', ruleId: '', log: '', line: '', host, count, incident: null, at: now };
        return channelCopies([channel], { subject: 'Logbell', content, facts: { kind: 'problem', ...about } });
      });
  }

  #readReported(): readonly TrackedProblem[] {
    const written = this.#deps.ledger.state.entry(REPORTED);
    return written === null ? [] : (JSON.parse(written) as readonly TrackedProblem[]);
  }
}

function reportedProblems({ begun, ended }: ProblemReport): ReportedProblem[] {
  return [
    ...begun.map((problem) => ({ ...problem, about: 'begin' as const })),
    ...ended.map(({ problem }) => ({ ...problem, about: 'end' as const })),
  ];
}

/** Leaves out the problems of a channel itself, which only others can report. */
function withoutChannel({ begun, ended }: ProblemReport, { id }: Channel): ProblemReport {
  const concerns = ({ code, subject }: Problem): boolean => code.startsWith('channel-') && subject === id;
  return {
    begun: begun.filter((problem) => !concerns(problem)),
    ended: ended.filter(({ problem }) => !concerns(problem)),
  };
}
