import type { Translate } from '../../../shared/i18n/translator';
import { errorCode } from '../../engine/common/error-code';
import { readBounded } from '../../engine/common/files/bounded-file';
import { cleanKey, type Keys } from '../../settings/secrets/keys';
import { linesOfInput } from '../key-input';
import type { KeyStore } from './key-store';
import type { Questions } from './questions';

/** Options of `logbell setup` that say where the keys are; none is a key. */
export interface KeyOptions {
  readonly accessKeyFile?: string;
  readonly secretKeyFile?: string;
  readonly keysStdin?: boolean;
}

/** Largest file that is read for a key, bytes. */
const MAX_BYTES = 4_096;

interface KeyDeps {
  readonly store: KeyStore;
  readonly options: KeyOptions;
  readonly questions: Questions;
  readonly translate: Translate;
  /** Resolves when the user asks to stop. */
  readonly stop: Promise<unknown>;
}

/** Takes the keys from standard input, files or the terminal; null for those that are stored already. */
export async function askForKeys(deps: KeyDeps): Promise<Keys | null> {
  const { store, options, questions, translate } = deps;
  if (questions.isOver) {
    return null;
  }
  const { accessKeyFile, secretKeyFile } = options;
  if (accessKeyFile !== undefined || secretKeyFile !== undefined) {
    const accessKey = keyOf('--access-key-file', accessKeyFile, deps);
    const secretKey = keyOf('--secret-key-file', secretKeyFile, deps);
    return { accessKey, secretKey };
  }
  if (questions.canAsk) {
    return askOnTerminal(store.isComplete(), questions, translate);
  }
  if (options.keysStdin === true) {
    return keysOfInput(deps);
  }
  if (!store.isComplete()) {
    questions.missing.push('--access-key-file', '--secret-key-file');
  }
  return null;
}

async function askOnTerminal(isComplete: boolean, questions: Questions, translate: Translate): Promise<Keys | null> {
  const bad = (value: string): string | null => (cleanKey(value) === null ? translate('cli.keys.bad') : null);
  const label = isComplete ? translate('cli.setup.ask.newAccessKey') : 'Access Key';
  const accessKey = await questions.hidden(label, (value) => (isComplete && value.trim() === '' ? null : bad(value)));
  if (questions.isOver || accessKey.trim() === '') {
    return null;
  }
  return { accessKey: accessKey.trim(), secretKey: (await questions.hidden('Secret Key', bad)).trim() };
}

async function keysOfInput({ questions, translate, stop }: KeyDeps): Promise<Keys | null> {
  const lines = await linesOfInput(stop);
  if (lines === null) {
    questions.isCancelled = true;
    return null;
  }
  const [accessKey = '', secretKey = '', ...more] = lines;
  const keys = { accessKey: cleanKey(accessKey), secretKey: cleanKey(secretKey) };
  if (secretKey === '' || more.length > 0) {
    questions.refuse('--keys-stdin', translate('cli.keys.twoLines'));
  } else if (keys.accessKey === null || keys.secretKey === null) {
    questions.refuse('--keys-stdin', translate('cli.keys.bad'));
  }
  return { accessKey: keys.accessKey ?? '', secretKey: keys.secretKey ?? '' };
}

/** Reads a key from the file of an option; empty if that is missing or unusable. */
function keyOf(option: string, file: string | undefined, { questions, translate }: KeyDeps): string {
  if (file === undefined) {
    questions.missing.push(option);
    return '';
  }
  try {
    const key = cleanKey(readBounded(file, MAX_BYTES).toString('utf8'));
    if (key !== null) {
      return key;
    }
    questions.refuse(option, translate('cli.keys.bad'));
  } catch (error) {
    questions.refuse(option, translate('cli.setup.unreadableKey', { file, reason: errorCode(error) }));
  }
  return '';
}
