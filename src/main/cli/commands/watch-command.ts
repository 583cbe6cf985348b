import { hostname } from 'node:os';
import { chooseLanguage, systemLocale } from '../../../shared/i18n/language';
import type { Translate } from '../../../shared/i18n/translator';
import { fileSources } from '../../../shared/settings/log-source';
import type { Settings } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import { systemClock } from '../../engine/common/clock';
import { Engine } from '../../engine/engine';
import type { LedgerFault } from '../../engine/ledger/file/database';
import type { PhoneOptions } from '../../practice/phone/phone';
import type { CliContext } from '../cli-context';
import { saveCompiledCode } from '../compiled-code';
import type { ExitCode } from '../output/ending';
import {
  type EventWriter,
  faultSentence,
  jsonWriter,
  ledgerSentence,
  plainWriter,
  printFault,
  writeLedgerFault,
} from '../format/event-writer';
import { TerminalWriter } from '../format/terminal-writer';
import { inertJson, inertLine } from '../output/inert-text';
import { printError } from '../output/messages';
import { hasServiceManager, onHangup, type StopReason } from '../output/stop-request';
import { type Output, type StandardStreams, statusLine } from '../output/terminal';
import { configOf, type FollowedSettings, followSettings } from '../watch/followed-settings';
import { WatchHeartbeats } from '../watch/watch-heartbeats';
import { WatchStatus } from '../watch/watch-status';
import { createPracticeAccess } from '../watch/practice-access';
import type { WatchService } from '../service/watch-service';
import { SettingsNotices } from '../settings-notices';
import { serveMetrics } from '../watch/watch-metrics';

/** Arguments of `logbell watch`. */
interface WatchRun {
  readonly context: CliContext;
  readonly json: boolean;
  /** Prints every state of a text and every incident on a terminal. */
  readonly verbose: boolean;
  readonly output: Output;
  /** The streams behind `output`. */
  readonly streams: StandardStreams;
  /** Built from engine/match/read-ahead/worker.ts. */
  readonly aheadWorker: string;
  /** Resolves when watching should stop. */
  readonly stop: Promise<StopReason>;
}

/** Watches until asked to stop, and follows changes of the settings. */
export async function runWatch(run: WatchRun): Promise<ExitCode> {
  const { context, json, output, streams, aheadWorker, stop } = run;
  const { problems, paths, translate } = context;
  const service = await serviceOf(context, output);
  if (problems.length > 0) {
    problems.forEach((problem) => printFault(problem, paths.configFile, output, translate));
    await service?.failed(problems.map((problem) => faultSentence(problem, paths.configFile, translate)).join(' '));
    return 2;
  }
  pace(streams, json, output, translate);
  const writer = writerOf(run);
  const practice = createPracticeAccess(phoneOptions(context));
  const announcePhone = phoneAnnouncer(writer);
  if (!json) {
    printIntroduction(context, output);
  }
  let reportLost: (fault: LedgerFault) => void = () => undefined;
  const lost = new Promise<LedgerFault>((resolve) => {
    reportLost = resolve;
  });
  const started = await Engine.start({
    config: {
      ...configOf(context, context.state, null),
      // The practice SENS starts while Logbell watches.
      accessPending: context.state.settings.sens.mode === 'practice',
    },
    clock: systemClock,
    hostName: hostname(),
    emit: (event) => writer.event(event),
    mayRead: () => !streams.stdout.isBehind(),
    statusChanged: () => service?.statusChanged(),
    aheadWorker,
    lost: (fault) => reportLost(fault),
  });
  if (!started.ok) {
    writeLedgerFault(writer, started.error);
    await service?.failed(ledgerSentence(started.error, translate));
    // A restart cannot mend the files of a newer Logbell.
    return service !== null && started.error.code === 'ledger-newer' ? 2 : 1;
  }
  const watch = new WatchStatus(context, started.value, writer);
  const closeStatus = await serveStatus(context, watch);
  const heartbeats = new WatchHeartbeats(context, watch);
  heartbeats.apply();
  const metrics = serveMetrics(context, started.value, watch);
  await metrics.apply();
  const notices = new SettingsNotices(writer, paths.configFile);
  notices.report(context.state.settings, []);
  const following = followSettings({
    ...{ context, engine: started.value, writer, practice, metrics, notices, announcePhone },
    watch,
    heartbeats,
  });
  service?.started(watch);
  saveCompiledCode();
  const endReloads = reloadOnHangup(service, following);
  const end = await Promise.race([lost, stop, following.failed]);
  endReloads();
  heartbeats.stop();
  const fault = typeof end === 'string' || end instanceof Error ? null : end;
  if (fault !== null) {
    writeLedgerFault(writer, fault);
  }
  await Promise.all([
    service?.stopping(fault === null ? '' : ledgerSentence(fault, translate)),
    following
      .end()
      .then(closeStatus)
      .then(() => metrics.close())
      .then(() => started.value.stop()),
  ]);
  await practice.close();
  return exitCodeAfter(end, run);
}

/** Reports the end if it is a fault of the output; returns the exit status. Throws a fault of the practice SENS. */
function exitCodeAfter(end: LedgerFault | StopReason | Error, { context, output }: WatchRun): ExitCode {
  const { translate } = context;
  if (end instanceof Error) {
    throw end;
  }
  if (end === 'reader-gone') {
    printError(output, translate, translate('cli.readerGone'));
  }
  return end === 'signal' ? 0 : 1;
}

/** Lets `logbell status` read the status; returns a function that ends this. */
async function serveStatus({ environment, paths, file }: CliContext, watch: WatchStatus): Promise<() => Promise<void>> {
  // Loaded late, as the watching should begin first.
  const { startStatusServer } = await import('../../control/status-server');
  const { fault, close } = await startStatusServer({
    ...{ program: 'watch', environment, paths },
    current: () => ({ status: { ...watch.status(), unseenAlerts: 0 }, settings: file.state().settings }),
  });
  if (fault !== null) {
    watch.setProblems('status', [{ code: 'status-unavailable', subject: '', params: { ...fault } }]);
  }
  return close;
}

/** Loads the messages to the service manager, unless none waits for them. */
async function serviceOf(context: CliContext, output: Output): Promise<WatchService | null> {
  if (!hasServiceManager(context.environment)) {
    return null;
  }
  const loaded = await import('../service/watch-service');
  const { translate } = context;
  return new loaded.WatchService(context, (reason) =>
    printError(output, translate, translate('cli.notNotified', { reason }), translate('cli.fix.notNotified')),
  );
}

/** Reloads the settings on SIGHUP if there is a service manager; returns a function that ends this. */
function reloadOnHangup(service: WatchService | null, { reload }: FollowedSettings): () => void {
  return service === null ? () => undefined : onHangup(() => void service.reload(reload));
}

/** Creates the writer for programs, for a terminal, or for a pipe. */
function writerOf({ context, json, verbose, output }: WatchRun): EventWriter {
  const { translate, file } = context;
  if (json) {
    return jsonWriter(output, translate);
  }
  if (output.width() === null) {
    return plainWriter(output, translate);
  }
  let named = { rules: file.state().settings.rules, titles: new Map<string, string>() };
  const titles = (): ReadonlyMap<string, string> => {
    const { rules } = file.state().settings;
    if (named.titles.size === 0 || named.rules !== rules) {
      named = { rules, titles: new Map(rules.map((rule) => [rule.id, ruleTitle(rule)])) };
    }
    return named.titles;
  };
  return new TerminalWriter({ output, translate, status: statusLine(), verbose, titles });
}

/** Keeps slow output from blocking the watching: lines that cannot be written are counted and reported later. */
function pace({ stdout, stderr }: StandardStreams, json: boolean, output: Output, translate: Translate): void {
  stdout.pace({
    skippedLine: (events) =>
      json ? inertJson({ event: 'skipped', events }) : inertLine(translate('cli.skipped', { count: events })),
    failing: (reason) =>
      printError(output, translate, translate('cli.outputFailing', { reason }), translate('cli.fix.output')),
  });
  stderr.pace({
    skippedLine: (count) => inertLine(translate('cli.skippedErrors', { count })),
    // The line about skipped ones must do.
    failing: () => undefined,
  });
}

function printIntroduction({ state, firstRun, paths, translate }: CliContext, output: Output): void {
  if (firstRun) {
    output.out(translate('cli.firstRun', { file: paths.configFile }));
  }
  if (state.settings.sens.mode === 'practice') {
    output.out(translate('cli.practice'));
    if (fileSources(state.settings.files).some(({ path }) => path === paths.sampleLog)) {
      output.out(translate('cli.tryIt', { sample: paths.sampleLog }));
    }
  }
}

/** Options of the practice phone, which reads language and prices from the current settings at each request. */
function phoneOptions({ file, environment }: CliContext): PhoneOptions {
  const settings = (): Settings => file.state().settings;
  return {
    language: () => chooseLanguage(settings().app.language, systemLocale(environment)),
    prices: () => settings().delivery.prices,
  };
}

/** Prints the URL of the practice phone whenever it changes. */
function phoneAnnouncer(writer: EventWriter): (url: string | null) => void {
  let announced: string | null = null;
  return (url) => {
    if (url !== null && url !== announced) {
      writer.practice(url);
    }
    announced = url;
  };
}
