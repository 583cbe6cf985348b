import { isConflict } from '../../../shared/contract/settings-save';
import { chooseLanguage, systemLocale } from '../../../shared/i18n/language';
import type { Translate } from '../../../shared/i18n/translator';
import { settingsProblem, type SettingsProblem } from '../../../shared/settings/validation/problems';
import type { Recipient } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import { maskNumber } from '../../../shared/sms/phone-number';
import { errorCode } from '../../engine/common/error-code';
import { lostParts } from '../../settings/decide-save';
import { keysProblems } from '../../settings/engine-config';
import { readJsonFile } from '../../settings/json-file';
import type { Keys } from '../../settings/secrets/keys';
import type { CliContext } from '../cli-context';
import { warnOfEnvironment } from '../commands/keys/keys-command';
import { runSendTest } from '../commands/send-test-command';
import { phoneWords, recipientWords, wonWords } from '../format/amounts';
import { faultSentence } from '../format/event-writer';
import { Interview } from '../interview';
import { commandTranslator } from '../output/command-translator';
import type { ExitCode } from '../output/ending';
import { printError } from '../output/messages';
import type { Output } from '../output/terminal';
import { type AnswerOptions, askForSettings, type NewSettings } from './answers';
import { askForKeys, type KeyOptions } from './key-answers';
import type { SealedKeys } from './key-store';
import { tellOfLog } from '../new-rule/log-checks';
import { Questions } from './questions';
import type { SetupPlace } from './setup-place';

/** Options of `logbell setup`. */
export interface SetupOptions extends AnswerOptions, KeyOptions {
  /** Writes without asking. */
  readonly yes?: boolean;
  /** Sends a test text, or does not offer one. */
  readonly test?: boolean;
}

/** Arguments of `logbell setup`. */
interface SetupRun {
  readonly place: SetupPlace;
  readonly options: SetupOptions;
  readonly output: Output;
  /** True if standard input is a terminal to ask on. */
  readonly isTerminal: boolean;
  /** Resolves when the user asks to stop. */
  readonly stop: Promise<unknown>;
}

interface Setup extends SetupRun {
  readonly translate: Translate;
  readonly questions: Questions;
}

/** Settings and keys to write once the user agrees. */
interface Plan extends NewSettings {
  readonly keys: Keys | null;
  /** Null if the stored keys stay. */
  readonly sealed: SealedKeys | null;
}

/** Settings that are asked for, even if the file has unusable ones. */
const ASKED: ReadonlySet<string> = new Set(['sens.serviceId', 'sens.from']);

/** Asks for what real texts need, writes settings and keys after a confirmation, and offers a test text. */
export async function runSetup(run: SetupRun): Promise<ExitCode> {
  const { place, options, output, isTerminal } = run;
  const { file, paths, environment } = place;
  const onDisk = readJsonFile(paths.configFile);
  const faults =
    onDisk.kind === 'broken'
      ? [settingsProblem([], 'not-json', { reason: onDisk.reason })]
      : lostParts(file.load().problems).filter(({ path }) => !ASKED.has(path));
  const { language } = file.state().settings.app;
  const translate = commandTranslator(chooseLanguage(language, systemLocale(environment)), place.isSystem);
  if (faults.length > 0) {
    printFaults(faults, run, translate);
    return 2;
  }
  const interview = isTerminal ? new Interview(run.stop) : null;
  const questions = new Questions({ interview, output, translate });
  const setup = { ...run, translate, questions };
  if (isTerminal) {
    output.err(translate('cli.setup.intro'));
  }
  const plan = await makePlan(setup);
  if (typeof plan === 'number') {
    interview?.end();
    return plan;
  }
  const written = write(plan, setup);
  const sendsTest = written === 0 && (options.test ?? (isTerminal && (await offerTest(plan, setup))));
  interview?.end();
  return sendsTest ? sendTest(plan, setup) : written;
}

/** Collects all answers, shows what will be written, and asks for the confirmation. */
async function makePlan(setup: Setup): Promise<Plan | ExitCode> {
  const { place, options, output, questions, translate, stop } = setup;
  const added = await askForSettings({ place, options, questions, output, translate });
  const keys = await askForKeys({ store: place.keys, options, questions, translate, stop });
  if (questions.isCancelled) {
    return cancelled(setup);
  }
  if (questions.isRefused) {
    return 2;
  }
  const needed = [...questions.missing, ...(questions.canAsk || options.yes === true ? [] : ['--yes'])];
  if (needed.length > 0) {
    const names = needed.join(', ');
    printError(
      output,
      translate,
      translate('cli.setup.missing', { options: names }),
      translate('cli.setup.fix.missing'),
    );
    return 2;
  }
  const plan = { ...added, keys, sealed: keys && place.keys.seal(keys) };
  if (options.log !== undefined) {
    await tellOfLog(plan.log, { root: place.root, output, translate });
  }
  summaryOf(plan, setup).forEach(output.out);
  const isAgreed = options.yes === true || (await questions.agrees(translate('cli.setup.confirm'), true));
  return isAgreed ? plan : cancelled(setup);
}

function cancelled({ output, translate }: Setup): ExitCode {
  output.err(translate('cli.tryCancelled'));
  return 1;
}

/** Lines about what will be written; numbers are masked, and keys are not shown. */
function summaryOf({ settings, recipient, log, rule, sealed }: Plan, { place, translate }: Setup): readonly string[] {
  const say = (key: string, value: string): string => `  ${translate(`cli.setup.will.${key}`, { value })}`;
  const [file = ''] = sealed?.files ?? [];
  const kept = sealed?.isEncrypted === true ? 'encrypted' : 'clear';
  return [
    translate('cli.setup.willWrite', { file: place.paths.configFile }),
    `  ${translate('cli.setup.will.live')}`,
    say('serviceId', settings.sens.serviceId),
    say('sender', phoneWords(maskNumber(settings.sens.from))),
    ...(recipient === undefined ? [] : [say('recipient', recipientLine(recipient))]),
    ...(log === '' ? [] : [say('log', log)]),
    ...(rule === null ? [] : [say('rule', ruleTitle(rule))]),
    ...(sealed === null
      ? [translate('cli.setup.keysStay')]
      : [translate(`cli.setup.willKeys.${kept}`, { file }), ...sealed.files.slice(1).map((each) => `  ${each}`)]),
  ];
}

function recipientLine({ name, number, countryCode }: Recipient): string {
  return recipientWords({ recipient: name, to: maskNumber(number, countryCode) });
}

/** Writes keys and settings, in this order: without keys, nothing must go live. */
function write({ settings, sealed, rule }: Plan, setup: Setup): ExitCode {
  const { place, output, translate } = setup;
  const { file, paths, isSystem } = place;
  const { revision, settings: before, missing } = file.state();
  try {
    place.makeFolders();
    if (sealed !== null && !sealed.store()) {
      printError(output, translate, translate('cli.keys.notSaved'), translate('cli.setup.fix.notSaved'));
      return 1;
    }
    const saved = file.save(settings, { revision, settings: before }, { onlyIfMissing: missing });
    if (!saved.ok) {
      printFaults(isConflict(saved.error) ? [notSaved('EBUSY')] : saved.error, setup, translate);
      return 1;
    }
    place.share();
  } catch (error) {
    printFaults([notSaved(errorCode(error))], setup, translate);
    return 1;
  }
  output.out(translate('cli.setup.saved', { file: paths.configFile }));
  if (sealed !== null) {
    warnOfEnvironment(place.secretsWith(null).view(), setup, output);
  }
  if (rule === null && settings.rules.length === 0) {
    output.out(translate('cli.rulesEmpty'));
    output.out(translate('cli.rulesNext'));
  }
  output.out(translate(isSystem ? 'cli.setup.checkSystem' : 'cli.setup.next'));
  if (isSystem) {
    output.out(translate('cli.setup.nextSystem'));
  }
  return 0;
}

function notSaved(reason: string): SettingsProblem {
  return settingsProblem([], 'not-saved', { reason });
}

/** Offers a real text to the first recipient, with its price. */
async function offerTest(
  { settings, recipient, keys }: Plan,
  { place, questions, translate }: Setup,
): Promise<boolean> {
  if (recipient === undefined || place.secretsWith(keys).keys() === null) {
    return false;
  }
  const price = wonWords(settings.delivery.prices.SMS, translate);
  return questions.agrees(translate('cli.setup.offerTest', { to: recipientLine(recipient), price }), false);
}

function sendTest({ recipient, keys }: Plan, { place, output, translate, stop }: Setup): Promise<ExitCode> {
  const { paths, environment, file } = place;
  const secrets = place.secretsWith(keys);
  const state = file.state();
  const problems = [...state.problems, ...keysProblems(state.settings, secrets, environment)];
  const context: CliContext = {
    paths,
    environment,
    translate,
    file,
    secrets,
    state,
    problems,
    firstRun: false,
    system: place.isSystem,
  };
  const to = recipient === undefined ? [] : [recipient.id];
  const message = translate('cli.testMessage');
  return runSendTest({ context, json: false, output, to, channels: [], message, image: null, stop });
}

function printFaults(
  faults: readonly SettingsProblem[],
  { place, output }: Pick<SetupRun, 'place' | 'output'>,
  translate: Translate,
): void {
  faults.forEach((fault) => printError(output, translate, faultSentence(fault, place.paths.configFile, translate)));
}
