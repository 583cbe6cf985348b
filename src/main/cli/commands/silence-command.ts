import { minuteOf, parseDuration } from '../../../shared/common/duration';
import { fail, ok, type Result } from '../../../shared/common/result';
import { ruleTitle } from '../../../shared/settings/titles';
import { messageMinute } from '../../../shared/sms/template';
import { nextLocalTime } from '../../engine/alert/time/local-time';
import { currentMutes, currentPause, saveMuteEnd, savePauseEnd } from '../../engine/alert/silences';
import type { Ledger } from '../../engine/ledger/ledger';
import { chosenRule, type Refusal } from '../chosen-rule';
import type { CliContext } from '../cli-context';
import { withLedger } from '../open-ledger';
import type { ExitCode } from '../output/ending';
import { printError } from '../output/messages';
import type { Output } from '../output/terminal';
import { startCommand } from '../service/start-command';

/** Arguments of `logbell pause`, `resume`, `mute` and `unmute`. */
interface SilenceRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
}

/** When a pause or a mute is to end, as typed. */
interface Length {
  readonly length: string | undefined;
  /** Time of day; left out, `length` counts. */
  readonly until: string | undefined;
}

/** A time of day, 00:00 to 23:59. */
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Shortest and longest pause or mute, ms. */
const LENGTH_MS = { least: 1_000, most: 30 * 86_400_000 };

/** Pauses all alerts; without a length, prints the pause and the mutes. A running Logbell notices within a second. */
export function runPause(run: SilenceRun & Length): ExitCode {
  const { context, output } = run;
  const { translate } = context;
  if (run.length === undefined && run.until === undefined) {
    return withLedger(
      context,
      output,
      () => printSilences(run, null),
      (ledger) => printSilences(run, ledger),
    );
  }
  const end = endOf(run, context);
  return end.ok
    ? change(run, (ledger, now) => {
        savePauseEnd(ledger, end.value, now);
        return [translate('cli.paused', { until: messageMinute(end.value) }), translate('cli.pausedNext')];
      })
    : refuse(run, [end.error]);
}

/** Ends the pause. */
export function runResume(run: SilenceRun): ExitCode {
  const { translate } = run.context;
  return change(run, (ledger, now) => {
    const pause = currentPause(ledger, now);
    if (pause === null) {
      return [translate('cli.notPaused')];
    }
    savePauseEnd(ledger, now, now);
    return [translate('cli.resumed', { count: pause.held }), ...heldNext(pause.held, run.context)];
  });
}

/** Mutes one rule; `rule` is its id or name. */
export function runMute(run: SilenceRun & Length & { readonly rule: string }): ExitCode {
  const { translate } = run.context;
  const rule = chosenRule(run.context, run.rule);
  const end = endOf(run, run.context);
  if (!rule.ok) {
    return refuse(run, rule.error);
  }
  if (!end.ok) {
    return refuse(run, [end.error]);
  }
  const { id } = rule.value;
  return change(run, (ledger, now) => {
    saveMuteEnd(ledger, id, end.value, now);
    const values = { title: ruleTitle(rule.value), until: messageMinute(end.value), id };
    return [translate('cli.muted', values), translate('cli.mutedNext', values)];
  });
}

/** Unmutes one rule; `rule` is its id or name. */
export function runUnmute(run: SilenceRun & { readonly rule: string }): ExitCode {
  const { translate } = run.context;
  const rule = chosenRule(run.context, run.rule);
  if (!rule.ok) {
    return refuse(run, rule.error);
  }
  const { id } = rule.value;
  const title = ruleTitle(rule.value);
  return change(run, (ledger, now) => {
    const mute = currentMutes(ledger, now).get(id);
    if (mute === undefined) {
      return [translate('cli.notMuted', { title })];
    }
    saveMuteEnd(ledger, id, now, now);
    return [translate('cli.unmuted', { title, count: mute.held }), ...heldNext(mute.held, run.context)];
  });
}

/** Makes a change and prints its sentences, or with `--json` what is in effect then. */
function change(run: SilenceRun, work: (ledger: Ledger, now: number) => readonly string[]): ExitCode {
  const { context, json, output } = run;
  const { translate } = context;
  const noLedger = (): ExitCode => {
    // Whoever means the service says --system, so without it these are settings for a watch.
    const { way, command } = startCommand({ ...context, isRoot: false });
    const fix = translate(`cli.start.${way}`, { command });
    printError(output, translate, translate('cli.neverStarted'), fix);
    return 1;
  };
  return withLedger(context, output, noLedger, (ledger) => {
    const sentences = ledger.commit(() => work(ledger, Date.now()));
    if (json) {
      return printSilences(run, ledger);
    }
    sentences.forEach(output.out);
    return 0;
  });
}

/** Prints the pause and the mutes; no ledger means none. */
function printSilences({ context, json, output }: SilenceRun, ledger: Ledger | null): ExitCode {
  const { translate, state } = context;
  const now = Date.now();
  const pause = ledger && currentPause(ledger, now);
  const muted = ledger === null ? [] : Array.from(currentMutes(ledger, now));
  const titles = new Map(state.settings.rules.map((rule) => [rule.id, ruleTitle(rule)]));
  const mutes = muted.map(([rule, { until, held }]) => ({ rule, title: titles.get(rule) ?? rule, until, held }));
  if (json) {
    output.json({ pausedUntil: pause?.until ?? null, held: pause?.held ?? 0, mutes });
    return 0;
  }
  output.out(
    pause === null
      ? translate('cli.notPaused')
      : translate('cli.pausedNow', { until: messageMinute(pause.until), count: pause.held }),
  );
  mutes.forEach(({ title, until, held }) =>
    output.out(translate('cli.mutedNow', { title, until: messageMinute(until), count: held })),
  );
  output.out(translate(pause === null ? 'cli.notPausedNext' : 'cli.pausedNext'));
  return 0;
}

/** Says where held matches show up, if there are any. */
function heldNext(held: number, { translate }: CliContext): readonly string[] {
  return held > 0 ? [translate('cli.heldNext')] : [];
}

/** Time at which a pause or mute ends, ms since 1970. */
function endOf({ length, until }: Length, { translate }: CliContext): Result<number, Refusal> {
  if (length !== undefined && until !== undefined) {
    return fail({ sentence: translate('cli.twoEnds', { length, until }), fix: translate('cli.fix.twoEnds') });
  }
  if (until !== undefined) {
    return TIME_OF_DAY.test(until)
      ? ok(nextLocalTime(Date.now(), minuteOf(until), ''))
      : fail({ sentence: translate('cli.badUntil', { until }), fix: translate('cli.fix.badUntil') });
  }
  if (length === undefined) {
    return fail({
      sentence: translate('cli.usage.missingArgument', { name: 'duration' }),
      fix: translate('cli.fix.badLength'),
    });
  }
  const ms = parseDuration(length);
  return ms !== null && ms >= LENGTH_MS.least && ms <= LENGTH_MS.most
    ? ok(Date.now() + ms)
    : fail({ sentence: translate('cli.badLength', { length }), fix: translate('cli.fix.badLength') });
}

function refuse({ context, output }: SilenceRun, refusals: readonly Refusal[]): ExitCode {
  refusals.forEach(({ sentence, fix }) => printError(output, context.translate, sentence, fix));
  return 2;
}
