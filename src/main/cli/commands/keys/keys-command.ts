import type { KeysView } from '../../../../shared/contract/ipc/snapshot';
import type { CliContext } from '../../cli-context';
import { askHidden, linesOfInput } from '../../key-input';
import type { ExitCode } from '../../output/ending';
import { labelled, printError } from '../../output/messages';
import type { Output } from '../../output/terminal';
import { secretLines, secretPlaces } from './named-keys-command';

/** Lists whose secrets are shown, in this order. */
const LISTS = ['channels', 'heartbeats', 'alertmanager', 'receive'] as const;

/** Arguments of `logbell keys`. */
interface KeysRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
}

/** Arguments of `logbell keys set`. */
interface KeysSetRun extends Omit<KeysRun, 'json'> {
  /** Reads the keys from standard input instead of asking for them. */
  readonly stdin: boolean;
  /** Resolves when the user asks to stop. */
  readonly stop: Promise<unknown>;
}

/** Shows whether the keys and the secrets of channels, heartbeats and alerts are set, and where they are kept. */
export function runKeys({ context, json, output }: KeysRun): ExitCode {
  const { translate, secrets, paths } = context;
  const { accessKey, secretKey, kept } = secrets.view();
  if (json) {
    const places = LISTS.map((list) => [list, secretPlaces(context, list)] as const);
    output.json({ accessKey, secretKey, kept, ...Object.fromEntries(places) });
    return 0;
  }
  const word = (state: KeysView['accessKey']): string =>
    translate(state === 'set' ? 'cli.keys.isSet' : 'cli.keys.isNotSet');
  output.out(translate('cli.keys.accessKey', { state: word(accessKey) }));
  output.out(translate('cli.keys.secretKey', { state: word(secretKey) }));
  output.out(translate(`cli.keys.kept.${kept}`, { file: paths.secretsFile }));
  if (kept === 'none' || kept === 'keyring') {
    output.out(translate(context.system ? 'cli.keys.fix.ofSystem' : 'cli.keys.next'));
  }
  LISTS.flatMap((list) => secretLines(context, list)).forEach((line) => output.out(line));
  return 0;
}

/** Stores both keys in clear in a file with mode 0600, as the window does with the person's consent. */
export async function runKeysSet({ context, output, stdin, stop }: KeysSetRun): Promise<ExitCode> {
  const { translate, secrets, paths } = context;
  if (context.system) {
    return refuseOfSystem(context, output);
  }
  const refuse = (code: 'noTerminal' | 'twoLines' | 'bad' | 'notSaved', status: ExitCode): ExitCode => {
    printError(output, translate, translate(`cli.keys.${code}`), translate(`cli.keys.fix.${code}`));
    return status;
  };
  if (!stdin && !process.stdin.isTTY) {
    return refuse('noTerminal', 2);
  }
  if (!stdin) {
    output.err(translate('cli.keys.intro', { file: paths.secretsFile }));
  }
  const lines = await (stdin ? linesOfInput(stop) : askHidden(['Access Key', 'Secret Key'], stop));
  if (lines === null) {
    output.err(translate('cli.tryCancelled'));
    return 1;
  }
  const [accessKey, secretKey, ...more] = lines;
  if (accessKey === undefined || secretKey === undefined || more.length > 0) {
    return refuse('twoLines', 2);
  }
  const saved = secrets.save({ accessKey, secretKey, keepInFile: true });
  if (!saved.ok) {
    return saved.error === 'bad-key' ? refuse('bad', 2) : refuse('notSaved', 1);
  }
  output.out(translate('cli.keys.saved', { file: paths.secretsFile }));
  warnOfEnvironment(saved.value, context, output);
  output.out(translate('cli.keys.savedNext'));
  return 0;
}

/** Deletes the stored keys. */
export function runKeysForget({ context, output }: Omit<KeysRun, 'json'>): ExitCode {
  const { translate, secrets, paths } = context;
  if (context.system) {
    return refuseOfSystem(context, output);
  }
  const forgotten = secrets.forget();
  if (!forgotten.ok) {
    printError(output, translate, translate('cli.keys.notForgotten'), translate('cli.keys.fix.notSaved'));
    return 1;
  }
  output.out(translate('cli.keys.forgotten', { file: paths.secretsFile }));
  warnOfEnvironment(forgotten.value, context, output);
  return 0;
}

/** Refuses to change the keys of the system service, which could not read a file of root's. */
function refuseOfSystem({ translate }: CliContext, output: Output): ExitCode {
  printError(output, translate, translate('cli.keys.ofSystem'), translate('cli.keys.fix.ofSystem'));
  return 2;
}

/** Warns that keys in the environment go first. */
export function warnOfEnvironment(
  { kept }: Pick<KeysView, 'kept'>,
  { translate }: Pick<CliContext, 'translate'>,
  output: Output,
): void {
  if (kept === 'environment') {
    output.err(labelled('warning', translate('cli.keys.environmentFirst'), translate));
  }
}
