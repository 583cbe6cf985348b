import { journalTitle } from '../../../../shared/settings/log-source';
import type { JournalSelection } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import type { ProblemReporter } from '../../common/problems';
import { inspectJournal, type JournalFault, type JournalFinding } from './faults';

/** Interval between two inspections while something is wrong, ms. */
const INSPECT_MS = 60_000;

/** Faults that keep entries from being read. */
const UNREADABLE: readonly JournalFault[] = ['journal-missing-program', 'journal-denied', 'journal-failing'];
/** Faults that an inspection finds and that stand until another finds them gone. */
const INSPECTED: readonly JournalFault[] = [
  'journal-missing-program',
  'journal-denied',
  'journal-empty',
  'journal-unknown-unit',
];

export interface JournalHealthDeps {
  readonly problems: ProblemReporter;
  readonly clock: Clock;
  readonly changed: () => void;
  readonly journalctl?: string;
}

/** Raises and clears the problems of one selection. */
export class JournalHealth {
  readonly #journal: JournalSelection;
  readonly #title: string;
  readonly #deps: JournalHealthDeps;
  readonly #standing = new Set<JournalFault>();
  #isVolatile = false;
  /** True if a volatile journal is to be noted once it is known. */
  #notesVolatile = false;
  #cancelInspection: () => void = () => undefined;
  #isInspecting = false;
  #isStopped = false;

  constructor(journal: JournalSelection, deps: JournalHealthDeps) {
    this.#journal = journal;
    this.#title = journalTitle(journal);
    this.#deps = deps;
  }

  get isUnreadable(): boolean {
    return UNREADABLE.some((code) => this.#standing.has(code));
  }

  get hasFaults(): boolean {
    return this.#standing.size > 0;
  }

  raise({ code, params }: JournalFinding): void {
    this.#standing.add(code);
    this.#deps.problems.raise(code, this.#title, params);
    this.#inspectLater();
    this.#deps.changed();
  }

  /** Clears what a working journalctl disproves. */
  worked(): void {
    this.#clear('journal-failing');
    this.#clear('journal-missing-program');
  }

  /** Clears what an entry disproves. */
  readEntries(): void {
    this.#clear('journal-empty');
  }

  /** Notes that the journal is lost when the machine restarts, now or once it is known. */
  noteVolatile(): void {
    this.#notesVolatile = true;
    this.#noteIfVolatile();
  }

  /** Looks for faults, and again later while there are some. */
  inspect(): void {
    this.#cancelInspection();
    if (!this.#isInspecting && !this.#isStopped) {
      this.#isInspecting = true;
      void inspectJournal(this.#journal, this.#deps.journalctl).then((found) => this.#inspected(found));
    }
  }

  /** Clears all problems. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelInspection();
    Array.from(this.#standing).forEach((code) => this.#clear(code));
  }

  #inspected(found: readonly JournalFinding[]): void {
    this.#isInspecting = false;
    if (this.#isStopped) {
      return;
    }
    const codes = found.map(({ code }) => code);
    this.#isVolatile = codes.includes('journal-volatile');
    this.#noteIfVolatile();
    INSPECTED.filter((code) => !codes.includes(code)).forEach((code) => this.#clear(code));
    found.filter(({ code }) => INSPECTED.includes(code)).forEach((finding) => this.raise(finding));
  }

  #noteIfVolatile(): void {
    if (this.#notesVolatile && this.#isVolatile) {
      this.#notesVolatile = false;
      this.#deps.problems.note('journal-volatile', this.#title);
    }
  }

  #inspectLater(): void {
    this.#cancelInspection();
    if (!this.#isStopped) {
      this.#cancelInspection = this.#deps.clock.after(INSPECT_MS, () => this.inspect());
    }
  }

  #clear(code: JournalFault): void {
    if (this.#standing.delete(code)) {
      this.#deps.problems.clear(code, this.#title);
      this.#deps.changed();
    }
  }
}
