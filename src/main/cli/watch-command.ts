import { hostname } from 'node:os';
import type { Writable } from 'node:stream';
import { chooseLanguage } from '../../shared/i18n/language';
import type { Translate } from '../../shared/i18n/translator';
import type { Settings } from '../../shared/settings';
import { settingsWarnings } from '../../shared/settings-warnings';
import { systemClock } from '../engine/clock';
import { Engine } from '../engine/engine';
import type { EngineConfig } from '../engine/engine-api';
import type { LedgerFault } from '../engine/ledger/open-database';
import { errorCode } from '../error-code';
import type { PhoneOptions } from '../practice/phone/phone';
import { engineConfig, keysProblems } from '../settings/engine-config';
import type { SettingsState } from '../settings/settings-file';
import { systemLocale, type CliContext } from './cli-context';
import { faultSentence, jsonWriter, plainWriter, writeFault, type EventWriter, type Output } from './event-writer';
import { PacedOutput } from './paced-output';
import { createPracticeHolder, type PracticeHolder } from './practice-access';

/** How a command ended: 0 asked to stop, 1 failure, 2 bad usage or settings (docs/cli.md). */
export type ExitCode = 0 | 1 | 2;

/** What `logbell watch` is given. */
export interface WatchRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
  /** What `output.out` writes to. */
  readonly stdout: Writable;
  /** The built engine/match/ahead/ahead-worker.ts. */
  readonly aheadWorker: string;
  /** Resolves when the person or the system asks to stop. */
  readonly stop: Promise<unknown>;
}

/** Watches until it is asked to stop, following changes of the settings. */
export async function runWatch({ context, json, output, stdout, aheadWorker, stop }: WatchRun): Promise<ExitCode> {
  const { problems, paths, translate } = context;
  if (problems.length > 0) {
    problems.forEach((problem) => output.err(faultSentence(problem, paths.configFile, translate)));
    return 2;
  }
  const paced = new PacedOutput(stdout, (events) => skippedLine(events, json, translate));
  const lines: Output = { out: (line) => paced.write(line), err: output.err };
  const writer = json ? jsonWriter(lines, translate) : plainWriter(lines, translate);
  const practice = createPracticeHolder(phoneOptions(context));
  const tellPhone = phoneTeller(writer);
  if (!json) {
    introduce(context, output);
  }
  let lose: (fault: LedgerFault) => void = () => undefined;
  const lost = new Promise<LedgerFault>((resolve) => {
    lose = resolve;
  });
  const started = await Engine.start({
    config: await configFor(context, context.state, practice),
    clock: systemClock,
    hostName: hostname(),
    emit: (event) => writer.event(event),
    mayRead: () => !paced.isBehind(),
    aheadWorker,
    lost: (fault) => lose(fault),
  });
  if (!started.ok) {
    writeFault(writer, started.error);
    await practice.close();
    paced.flush();
    return 1;
  }
  tellPhone(practice.phoneUrl());
  warn(context.state, writer, paths.configFile);
  const unwatch = followSettings(context, started.value, writer, practice, tellPhone);
  const fault = await Promise.race([lost, stop.then(() => null)]);
  if (fault !== null) {
    writeFault(writer, fault);
  }
  await unwatch();
  await started.value.stop();
  await practice.close();
  paced.flush();
  return fault === null ? 0 : 1;
}

function warn({ settings }: SettingsState, writer: EventWriter, configFile: string): void {
  settingsWarnings(settings).forEach((problem) => writer.settingsWarning(problem, configFile));
}

function skippedLine(events: number, json: boolean, translate: Translate): string {
  return json ? JSON.stringify({ event: 'skipped', events }) : translate('cli.skipped', { events });
}

function introduce({ state, firstRun, paths, translate }: CliContext, output: Output): void {
  if (firstRun) {
    output.out(translate('cli.firstRun', { file: paths.configFile }));
  }
  if (state.settings.sens.mode === 'practice') {
    output.out(translate('cli.practice'));
    if (state.settings.files.some(({ path }) => path === paths.sampleLog)) {
      output.out(translate('cli.tryIt', { sample: paths.sampleLog }));
    }
  }
}

/** The page of the practice phone speaks and counts by the settings as they are when it is asked for. */
function phoneOptions({ file, environment }: CliContext): PhoneOptions {
  const settings = (): Settings => file.state().settings;
  return {
    language: () => chooseLanguage(settings().app.language, systemLocale(environment)),
    prices: () => settings().delivery.prices,
  };
}

/** Says where the practice phone is, once for each address. */
function phoneTeller(writer: EventWriter): (url: string | null) => void {
  let told: string | null = null;
  return (url) => {
    if (url !== null && url !== told) {
      writer.practice(url);
    }
    told = url;
  };
}

async function configFor(
  { secrets, paths }: CliContext,
  { settings, problems }: SettingsState,
  practice: PracticeHolder,
): Promise<EngineConfig> {
  return engineConfig({ settings, problems, keys: secrets.keys(), practice: await practice.for(settings.sens), paths });
}

function followSettings(
  context: CliContext,
  engine: Engine,
  writer: EventWriter,
  practice: PracticeHolder,
  tellPhone: (url: string | null) => void,
): () => Promise<void> {
  const { file, secrets, environment, paths } = context;
  const apply = async (state: SettingsState): Promise<void> => {
    secrets.load();
    const faults = [...state.problems, ...keysProblems(state.settings.sens, secrets, environment)];
    faults.forEach((problem) => writer.settingsFault(problem, paths.configFile));
    if (faults.length === 0) {
      warn(state, writer, paths.configFile);
    }
    await engine.apply(await configFor(context, state, practice));
    tellPhone(practice.phoneUrl());
  };
  // One change after the other: else an older one could be the last to take effect.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (state: SettingsState): void => {
    last = last
      .then(() => apply(state))
      .catch((error: unknown) => writeFault(writer, { code: 'ledger-unusable', reason: errorCode(error) }));
  };
  return file.watch(inTurn, (reason) => {
    const problem = {
      code: 'watch-limit',
      subject: paths.configFile,
      params: { reason },
      since: Date.now(),
    } as const;
    writer.event({ event: 'problem', problem });
  });
}
