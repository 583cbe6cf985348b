/** Quiet time of one subject (a rule or a kind of problem) after a notice of it was shown, ms. */
export const QUIET_MS = 10_000;

/** State of each subject that was shown lately. */
export interface NoticeMemory<Notice> {
  readonly quiet: ReadonlyMap<
    string,
    { readonly until: number; readonly held: number; readonly latest: Notice | null }
  >;
}

/** Notice to show now, and the number of earlier ones of its subject that it stands for. */
export interface DueNotice<Notice> {
  readonly notice: Notice;
  readonly more: number;
}

/** New memory after a step, the notices to show now, and the time of the next step (ms since 1970; null for none). */
export interface NoticeStep<Notice> {
  readonly memory: NoticeMemory<Notice>;
  readonly due: readonly DueNotice<Notice>[];
  readonly wakeAt: number | null;
}

/** Memory in which nothing was shown yet. */
export function emptyMemory<Notice>(): NoticeMemory<Notice> {
  return { quiet: new Map() };
}

/** Adds a notice: the first of a subject is due at once, those of the next 10 s are counted. */
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

/** Ends expired quiet times: counted notices become due once per subject, with their number, and start a new one. */
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
