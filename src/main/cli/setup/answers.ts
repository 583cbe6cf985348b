import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { settingsSentence } from '../../../shared/i18n/settings-problem-text';
import type { Translate } from '../../../shared/i18n/translator';
import { ALL_PRESETS } from '../../../shared/presets/all-presets';
import { logTitle } from '../../../shared/settings/log-source';
import { newId } from '../../../shared/settings/new-id';
import { parseSettings } from '../../../shared/settings/parse';
import { hasSampleNumber } from '../../../shared/settings/sample-number';
import { type Recipient, recipientSchema, type Rule, type Settings } from '../../../shared/settings/schema';
import { dialDigits, KOREA } from '../../../shared/sms/phone-number';
import { presetOf } from '../commands/presets-command';
import { logEntry, presetRule } from '../new-rule/new-rule';
import type { Output } from '../output/terminal';
import { logFault, tellOfLog } from '../new-rule/log-checks';
import { chosenLog, existingLogs, presetFor } from './log-proposals';
import type { Questions } from './questions';
import type { SetupPlace } from './setup-place';

/** Ids in a row of the list of presets. */
const COLUMNS = 3;

/** Options of `logbell setup` that answer a question. */
export interface AnswerOptions {
  readonly serviceId?: string;
  readonly sender?: string;
  readonly recipient?: string;
  readonly recipientName?: string;
  readonly log?: string;
  readonly preset?: string;
}

/** Settings that setup is to write. */
export interface NewSettings {
  readonly settings: Settings;
  /** Recipient of the first texts. */
  readonly recipient: Recipient | undefined;
  /** Path of the log file; empty for those that are watched already. */
  readonly log: string;
  /** The added rule; null for none. */
  readonly rule: Rule | null;
}

interface AnswerDeps {
  readonly place: SetupPlace;
  readonly options: AnswerOptions;
  readonly questions: Questions;
  readonly output: Output;
  readonly translate: Translate;
}

/** Asks for what the settings lack and adds it; whether all of it is usable, `questions` knows. */
export async function askForSettings(deps: AnswerDeps): Promise<NewSettings> {
  const before = deps.place.file.state().settings;
  const connected = await connect(before, deps);
  const { settings: reachable, recipient } = await addRecipient(connected, deps);
  return { recipient, ...(await addLog(reachable, deps)) };
}

/** Asks for service ID and sender number, and switches to live mode. */
async function connect(before: Settings, { options, questions, translate }: AnswerDeps): Promise<Settings> {
  const sens = { ...before.sens, mode: 'live' as const };
  const serviceId = await questions.value({
    option: '--service-id',
    given: options.serviceId,
    label: translate('cli.setup.ask.serviceId'),
    current: sens.serviceId,
    fault: (value) => faultAt({ ...before, sens: { ...sens, serviceId: value } }, 'sens.serviceId', translate),
  });
  const from = await questions.value({
    option: '--sender',
    given: options.sender,
    label: translate('cli.setup.ask.sender'),
    current: sens.from,
    fault: (value) => faultAt({ ...before, sens: { ...sens, from: value } }, 'sens.from', translate),
  });
  return { ...before, sens: { ...sens, serviceId, from } };
}

/** Asks for the first recipient, unless there are some; one with the sample number gets the new one. */
async function addRecipient(
  settings: Settings,
  { options, questions, translate }: AnswerDeps,
): Promise<{ readonly settings: Settings; readonly recipient: Recipient | undefined }> {
  const { recipients } = settings;
  if (options.recipient === undefined && recipients.length > 0 && !recipients.some(hasSampleNumber)) {
    return { settings, recipient: recipients[0] };
  }
  const number = await questions.value({
    option: '--recipient',
    given: options.recipient,
    label: translate('cli.setup.ask.recipient'),
    current: '',
    fault: (value) => numberFault(value, settings, translate),
  });
  const usualName = translate('cli.setup.onCall');
  const name = await questions.value({
    option: '--recipient-name',
    given: options.recipientName ?? (options.recipient === undefined ? undefined : usualName),
    label: translate('cli.setup.ask.recipientName'),
    current: usualName,
    fault: (value) => faultAt({ ...settings, recipients: [person('me', value, '')] }, 'recipients[0].name', translate),
  });
  const isSame = (each: Recipient): boolean =>
    each.countryCode === KOREA && dialDigits(each.number) === dialDigits(number);
  const numbered = recipients.map((each) => (hasSampleNumber(each) ? { ...each, name, number } : each));
  const ids = recipients.map(({ id }) => id);
  const changed = numbered.some(isSame) ? numbered : [...numbered, person(newId(name, 'me', ids), name, number)];
  return { settings: { ...settings, recipients: changed }, recipient: changed.find(isSame) };
}

/** Asks for the first log file and its preset, unless there are log files. */
async function addLog(settings: Settings, deps: AnswerDeps): Promise<Omit<NewSettings, 'recipient'>> {
  const { place, options, questions, translate } = deps;
  const isAsked = options.log !== undefined || settings.files.every((each) => logTitle(each) === place.paths.sampleLog);
  const log = isAsked ? await askForLog(settings, deps) : '';
  const preset = await askForPreset(log, deps);
  if (questions.isOver) {
    return { settings, log, rule: null };
  }
  const source = log === '' ? null : logEntry(log, settings);
  const files = source?.isNew ? [...settings.files, source.log] : settings.files;
  const rule = preset === '' ? null : newRule(preset, source?.log.id ?? null, settings, translate);
  const rules = rule === null ? settings.rules : [...settings.rules, rule];
  return { settings: { ...settings, files, rules }, log: source === null ? '' : logTitle(source.log), rule };
}

/** Makes the rule of a preset; null if there is one that finds the same lines in the same log file. */
function newRule(presetId: string, fileId: string | null, settings: Settings, translate: Translate): Rule | null {
  const preset = presetOf(presetId);
  const rule = preset && presetRule({ preset, fileId, recipients: [] }, settings, translate);
  const isThere = settings.rules.some(
    ({ match, files }) => isDeepStrictEqual(match, rule?.match) && isDeepStrictEqual(files, rule?.files),
  );
  return isThere ? null : rule;
}

async function askForLog(
  settings: Settings,
  { place, options, questions, output, translate }: AnswerDeps,
): Promise<string> {
  const canAsk = questions.canAsk && options.log === undefined && !questions.isOver;
  const found = canAsk ? existingLogs(place.root) : [];
  if (found.length > 0) {
    output.err(translate('cli.setup.logsFound'));
    found.forEach((path, index) => output.err(`  ${index + 1}  ${path}`));
  }
  const log = await questions.value({
    option: '--log',
    given: options.log,
    label: translate(found.length > 0 ? 'cli.setup.ask.logOrNumber' : 'cli.setup.ask.log'),
    current: found[0] ?? '',
    read: (typed) => chosenLog(typed, found) ?? typed,
    fault: (value) => {
      if (chosenLog(value, found) === null) {
        return translate('cli.setup.notListed');
      }
      const sentence = logFault(value, place.root, translate);
      if (sentence !== null) {
        return sentence;
      }
      const { log, isNew } = logEntry(value, settings);
      const path = `files[${settings.files.length}]`;
      return isNew ? faultAt({ ...settings, files: [...settings.files, log] }, path, translate) : null;
    },
  });
  if (log === '' || questions.isOver) {
    return '';
  }
  const path = resolve(log);
  if (canAsk) {
    await tellOfLog(path, { root: place.root, output, translate });
  }
  return path;
}

/** Lists the presets and asks for one if there is a new log file. */
async function askForPreset(log: string, { options, questions, output, translate }: AnswerDeps): Promise<string> {
  if (log === '' && options.preset === undefined) {
    return '';
  }
  if (questions.canAsk && options.preset === undefined && !questions.isOver) {
    output.err(translate('cli.setup.presets'));
    presetRows().forEach((row) => output.err(`  ${row}`));
  }
  const current = questions.canAsk ? presetFor(log) : '';
  return questions.value({
    option: '--preset',
    given: options.preset,
    label: translate(current === '' ? 'cli.setup.ask.preset' : 'cli.setup.ask.presetOrNone'),
    current,
    isOptional: true,
    read: (typed) => (/^(none|없음)$/i.test(typed) ? '' : typed),
    fault: (value) => (presetOf(value) === null ? translate('cli.noSuchPreset', { id: value }) : null),
  });
}

/** Ids of all presets in columns. */
function presetRows(): readonly string[] {
  const ids = ALL_PRESETS.map(({ id }) => id);
  const width = Math.max(...ids.map(({ length }) => length)) + 2;
  const rows = Array.from({ length: Math.ceil(ids.length / COLUMNS) }, (_, row) =>
    ids.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );
  return rows.map((row) =>
    row
      .map((id) => id.padEnd(width))
      .join('')
      .trimEnd(),
  );
}

function numberFault(number: string, settings: Settings, translate: Translate): string | null {
  const added = person('new', '', number);
  return hasSampleNumber(added)
    ? translate('window.recipients.sampleNumber')
    : faultAt({ ...settings, recipients: [added] }, 'recipients[0].number', translate);
}

function person(id: string, name: string, number: string): Recipient {
  return { ...recipientSchema.parse({ id, number: '0' }), name, number };
}

/** Sentence about the first fault of a part of the settings. */
function faultAt(settings: Settings, path: string, translate: Translate): string | null {
  const found = parseSettings(settings).problems.find((problem) => problem.path.startsWith(path));
  return found === undefined ? null : settingsSentence(found, translate);
}
