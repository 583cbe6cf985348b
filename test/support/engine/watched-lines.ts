import { dirname, join } from 'node:path';
import { AlertPipeline } from '../../../src/main/engine/alert/alert-pipeline';
import { DueTimer } from '../../../src/main/engine/alert/due-timer';
import { absenceForgotten } from '../../../src/main/engine/alert/expectations/absence';
import { AbsenceMonitor } from '../../../src/main/engine/alert/expectations/absence-monitor';
import { loadPairs, saveWatched } from '../../../src/main/engine/alert/expectations/pair';
import { PairMonitor } from '../../../src/main/engine/alert/expectations/pair-monitor';
import { Pause } from '../../../src/main/engine/alert/pause';
import type { PipelineResult } from '../../../src/main/engine/alert/pipeline-result';
import type { EngineEvent } from '../../../src/main/engine/common/events';
import { Ingest } from '../../../src/main/engine/ingest/ingest';
import { Ledger } from '../../../src/main/engine/ledger/ledger';
import { LedgerHealth } from '../../../src/main/engine/ledger/ledger-health';
import type { FilePosition } from '../../../src/main/engine/ledger/tables/file-positions';
import { Tally } from '../../../src/main/engine/metrics/tally';
import { compileRules } from '../../../src/main/engine/match/compiled-rule';
import { lineCodec } from '../../../src/main/engine/watch/reader/encoding';
import type { Settings } from '../../../src/shared/settings/schema';
import { scratchDir } from '../files/scratch-dir';
import { ManualClock } from '../time/manual-clock';
import { createMemoryBoard } from './memory-board';

/** A line and its time, ms since 1970. */
interface WrittenLine {
  readonly at: number;
  readonly line: string;
  /** File of the line; by default the one of the run. */
  readonly path?: string;
}

/** Period in which expected lines are monitored, ms since 1970, and the files. */
interface Expecting {
  readonly from: number;
  readonly until: number;
  readonly paths: readonly string[];
}

/** Decision on each match and the texts, each with its time, ms since 1970. */
interface Watched {
  readonly decided: readonly (readonly [at: number, why: string])[];
  readonly texts: readonly (readonly [at: number, content: string])[];
  /** Number of texts, counted per recipient. */
  readonly owed: number;
}

/** Simulated time after the last line, ms. */
const AFTERMATH_MS = 9 * 86_400_000;

const UTF8 = lineCodec('utf8', Buffer.alloc(0));
const NO_PROOF = { headBytes: 0, headHash: '', tailBytes: 0, tailHash: '', marks: [] };
const SOMEWHERE = { device: '1', inode: '1', born: '0', offset: 0, skipping: false, proof: NO_PROOF, generation: 0 };

/** Processes lines at their times, one transaction each, on a real ledger and with a simulated clock. */
export function watchedLines(
  settings: Settings,
  path: string,
  lines: readonly WrittenLine[],
  expecting: Expecting | null = null,
): Watched {
  const clock = new ManualClock(expecting?.from ?? lines[0]?.at ?? 0);
  const ledgerFile = join(scratchDir(), 'ledger.db');
  const opened = Ledger.open(ledgerFile, clock.now());
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  const ledger = opened.value;
  const events: EngineEvent[] = [];
  let owed = 0;
  const note = (decided: PipelineResult): void => {
    events.push(...decided.events);
    owed += decided.queuedTexts.length;
  };
  const pause = new Pause({ state: ledger.state, clock, ended: () => undefined });
  const common = { ledger, clock, pause, hostName: 'host' };
  const watchedMs = (ruleId: string): number => pairs.watchedMs(ruleId);
  const desk = new AlertPipeline({ ...common, settings: () => settings, practice: () => false, watchedMs });
  const settle = (): boolean => {
    note(ledger.commit(() => desk.settleDue()));
    return true;
  };
  const timer = new DueTimer({
    clock,
    nextDue: () => ledger.policy.nextDue(),
    notDueBefore: () => ledger.policy.notDueBefore(),
    settle,
  });
  const absence = new AbsenceMonitor({
    clock,
    rules: () => (expecting ? settings.rules : []),
    visibilityOf: () => 'reading',
    filesOf: () => (expecting?.paths ?? []).map((each) => ({ path: each, visibility: 'reading' })),
    showBlind: () => undefined,
    loadCases: () => new Map(),
    report: (rule, cases, missing) => {
      note(ledger.commit(() => desk.reportAbsence(rule, cases, missing)));
      timer.check();
      return true;
    },
    forget: (rule, cases) => {
      ledger.policy.save(absenceForgotten(rule, cases), clock.now());
      return true;
    },
  });
  const pairs = new PairMonitor({
    clock,
    rules: () => (expecting ? settings.rules : []),
    visibilityOf: () => 'reading',
    showBlind: () => undefined,
    loadPairs: (rule) => loadPairs(ledger.policy, rule),
    saveWatched: (rule, ms) => saveWatched(ledger.policy, rule, ms, clock.now()),
    report: (rule) => {
      note(ledger.commit(() => desk.reportOverdue(rule)));
      timer.check();
      return true;
    },
  });
  absence.apply();
  pairs.apply();
  const compiled = compileRules(settings.rules);
  const problems = createMemoryBoard();
  const intake = new Ingest({
    ledger,
    pipeline: desk,
    clock,
    problems,
    health: new LedgerHealth({ clock, problems, folder: dirname(ledgerFile), tryOut: () => ledger.tryOut() }),
    readAhead: null,
    tally: new Tally(),
    rules: () => compiled,
    publish: (decided) => {
      note(decided);
      timer.check();
      absence.seen(decided.expected);
      pairs.changed();
    },
  });
  const position: FilePosition = { ...SOMEWHERE, source: path, path };
  const file = { fileIds: ['log'], codec: UTF8, guessed: true, maxLineBytes: 65_536, multiLine: null };
  for (const { at, line, path: where = path } of lines) {
    clock.pass(at - clock.now());
    const block = { ...file, path: where, offset: 0, bytes: Buffer.from(`${line}\n`) };
    const run = intake.beginRun();
    run?.match(block);
    run?.end(position, () => undefined);
    intake.flush();
  }
  clock.pass(Math.max(0, (expecting?.until ?? 0) - clock.now()));
  absence.stop();
  pairs.stop();
  clock.pass(AFTERMATH_MS);
  timer.stop();
  ledger.close();
  return {
    decided: events.flatMap((event) => (event.event === 'match' ? [[event.at, event.decision.why] as const] : [])),
    texts: events.flatMap((event) => (event.event === 'alert' ? [[event.at, event.content] as const] : [])),
    owed,
  };
}
