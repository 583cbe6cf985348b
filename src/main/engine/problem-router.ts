import { parseDuration } from '../../shared/common/duration';
import type { Problem } from '../../shared/contract/status';
import type { Channel } from '../../shared/settings/channels/channel-schema';
import type { Settings } from '../../shared/settings/schema';
import { channelCopies } from './alert/message/channel-copies';
import { ownTranslations } from './alert/message/compose';
import type { Clock } from './common/clock';
import { repeatEvery } from './common/repeat';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import type { ChannelCopy } from './ledger/tables/types';
import { problemMessage } from './problem-routing/problem-message';
import { type ProblemReport, ProblemReports, type TrackedProblem } from './problem-routing/problem-reports';

/** Interval between two looks at the open problems, ms. */
const LOOK_MS = 5_000;
/** Entry of the ledger's state: the problems that were reported. */
const TOLD = 'problems-told';

export interface ProblemRouterDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly health: LedgerHealth;
  /** Open problems of the engine and of the app around it. */
  readonly problems: () => readonly Problem[];
  readonly settings: () => Settings;
  readonly hostName: string;
  /** Called with messages that were queued. */
  readonly queued: (textIds: readonly number[]) => void;
}

/**
 * Reports Logbell's own problems and their end to the channels of `problems.to`. A message and the mark that it was
 * written are committed together.
 */
export class ProblemRouter {
  readonly #deps: ProblemRouterDeps;
  #reports: ProblemReports | null = null;
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

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #look(): void {
    const { clock, health, problems, settings } = this.#deps;
    const routing = settings().problems;
    this.#reports ??= health.read('policy', () => this.#readTold(), null);
    const reports = this.#reports;
    if (routing === null || reports === null) {
      return;
    }
    const now = clock.now();
    const report = reports.look(problems(), parseDuration(routing.after) ?? 0, now);
    if (report !== null) {
      this.#send(report, reports, now);
    }
  }

  #send(report: ProblemReport, reports: ProblemReports, now: number): void {
    const { ledger, health, queued, settings } = this.#deps;
    const copies = this.#copies(report, now);
    const practice = settings().sens.mode === 'practice';
    const write = (): readonly number[] => {
      const alert = { at: now, kind: 'problem', ruleId: '', rule: '', content: '', type: 'LMS', subject: '' } as const;
      const counts = { held: 0, prices: settings().delivery.prices };
      const { textIds } = ledger.alerts.addAlert({ ...alert, ...counts, practice, recipients: [], copies });
      const after = new ProblemReports(reports.tracked());
      after.reported(report, now);
      ledger.state.saveEntry(TOLD, JSON.stringify(after.told()));
      return textIds;
    };
    const textIds = health.write('policy', () => ledger.commit(write), null);
    if (textIds !== null) {
      reports.reported(report, now);
      queued(textIds);
    }
  }

  #copies(report: ProblemReport, now: number): ChannelCopy[] {
    const { settings, hostName: host, ledger } = this.#deps;
    const { channels, recipients, problems: routing } = settings();
    const recipientOf = (subject: string): string | null => {
      const text = ledger.texts.find(Number(/^text:(\d+)$/.exec(subject)?.[1] ?? 0));
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

  #readTold(): ProblemReports {
    const written = this.#deps.ledger.state.entry(TOLD);
    return new ProblemReports(written === null ? [] : (JSON.parse(written) as readonly TrackedProblem[]));
  }
}

/** Leaves out the problems of a channel itself, which only others can report. */
function withoutChannel({ begun, ended }: ProblemReport, { id }: Channel): ProblemReport {
  const concerns = ({ code, subject }: Problem): boolean => code.startsWith('channel-') && subject === id;
  return {
    begun: begun.filter((problem) => !concerns(problem)),
    ended: ended.filter(({ problem }) => !concerns(problem)),
  };
}
