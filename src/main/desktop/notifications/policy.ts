/** How long one rule, or one kind of problem, keeps still after it was shown. */
export const QUIET_MS = 10_000;

/** What is known of each subject (a rule, a kind of problem) that was shown lately. */
export interface NoticeMemory<Notice> {
  readonly quiet: ReadonlyMap<
    string,
    { readonly until: number; readonly held: number; readonly latest: Notice | null }
  >;
}

/** Something to show: the notice, and how many more of its subject were held back before it. */
export interface DueNotice<Notice> {
  readonly notice: Notice;
  readonly more: number;
}

/** The memory after a step, what is to be shown at once, and when to look again (ms since 1970; null for never). */
export interface NoticeStep<Notice> {
  readonly memory: NoticeMemory<Notice>;
  readonly due: readonly DueNotice<Notice>[];
  readonly wakeAt: number | null;
}

/** Nothing shown yet. */
export function emptyMemory<Notice>(): NoticeMemory<Notice> {
  return { quiet: new Map() };
}

/** A notice of `subject` arrives: the first is shown at once, those of the next 10 s are counted. */
export function arrive<Notice>(
  memory: NoticeMemory<Notice>,
  subject: string,
  notice: Notice,
  now: number,
): NoticeStep<Notice> {
  const quiet = new Map(memory.quiet);
  const before = quiet.get(subject);
  if (before === undefined || (before.until <= now && before.held === 0)) {
    quiet.set(subject, { until: now + QUIET_MS, held: 0, latest: null });
    return step({ quiet }, [{ notice, more: 0 }]);
  }
  quiet.set(subject, { until: before.until, held: before.held + 1, latest: notice });
  return step({ quiet }, []);
}

/** Time has passed: what was counted is shown once per subject, with its number, and keeps it still again. */
export function elapse<Notice>(memory: NoticeMemory<Notice>, now: number): NoticeStep<Notice> {
  const quiet = new Map(memory.quiet);
  const due: DueNotice<Notice>[] = [];
  for (const [subject, { until, held, latest }] of memory.quiet) {
    if (until > now) {
      continue;
    }
    if (latest === null) {
      quiet.delete(subject);
    } else {
      due.push({ notice: latest, more: held });
      quiet.set(subject, { until: now + QUIET_MS, held: 0, latest: null });
    }
  }
  return step({ quiet }, due);
}

function step<Notice>(memory: NoticeMemory<Notice>, due: readonly DueNotice<Notice>[]): NoticeStep<Notice> {
  const ends = [...memory.quiet.values()].map(({ until }) => until);
  return { memory, due, wakeAt: ends.length > 0 ? Math.min(...ends) : null };
}
