import type { SecretPlace } from '../../../shared/contract/channel-secrets';
import type { Translate } from '../../../shared/i18n/translator';
import { CHANNEL_SECRETS, type ChannelSecretName } from '../../../shared/settings/channels/channel-kinds';
import type { Channel } from '../../../shared/settings/channels/channel-schema';
import { secretVariable } from '../../settings/named-secrets';
import type { CliContext } from '../cli-context';
import { askHidden, linesOfInput } from '../key-input';
import type { ExitCode } from '../output/ending';
import { labelled, printError } from '../output/messages';
import type { Output } from '../output/terminal';

/** Arguments of a command on the secrets of one channel. */
interface ChannelKeysRun {
  readonly context: CliContext;
  /** Id of the channel. */
  readonly id: string;
  readonly output: Output;
}

/** Arguments of `logbell keys set --channel`. */
interface ChannelKeysSetRun extends ChannelKeysRun {
  /** Reads the secrets from standard input instead of asking for them. */
  readonly stdin: boolean;
  /** Resolves when the user asks to stop. */
  readonly stop: Promise<unknown>;
}

/** Places of the secrets that each channel may have, by its id. */
export type ChannelPlaces = Readonly<Record<string, Readonly<Partial<Record<ChannelSecretName, SecretPlace>>>>>;

/** Stores the secrets of a channel in clear in a file with mode 0600, as the window does with the person's consent. */
export async function runChannelKeysSet(run: ChannelKeysSetRun): Promise<ExitCode> {
  const { context, id, output, stdin, stop } = run;
  const { translate, paths, state } = context;
  const refuse = (code: Refusal, status: ExitCode): ExitCode => refuseSet(run, code, status);
  const channel = state.settings.channels.find((each) => each.id === id);
  if (channel === undefined) {
    return refuse('unknown', 2);
  }
  if (context.system) {
    return refuse('ofSystem', 2);
  }
  if (!stdin && !process.stdin.isTTY) {
    return refuse('noTerminal', 2);
  }
  if (!stdin) {
    output.err(translate('cli.channelKeys.intro', { file: paths.secretsFile }));
  }
  const names: readonly ChannelSecretName[] = CHANNEL_SECRETS[channel.kind];
  const lines = await (stdin ? linesOfInput(stop) : askHidden(names, stop));
  if (lines === null) {
    output.err(translate('cli.tryCancelled'));
    return 1;
  }
  const values = stdin ? namedValues(names, lines) : answeredValues(names, lines);
  return values === null || Object.keys(values).length === 0 ? refuse('badInput', 2) : save(run, values);
}

function save(run: ChannelKeysRun, values: Values): ExitCode {
  const { context, id, output } = run;
  const { translate, secrets, paths } = context;
  const saved = secrets.channels.save(id, values, true);
  if (!saved.ok && typeof saved.error === 'object') {
    const { name, fault } = saved.error;
    printError(output, translate, `${name}: ${translate(`settingsProblem.${fault}`)}`);
    return 2;
  }
  if (!saved.ok) {
    return refuseSet(run, saved.error === 'no-keyring' ? 'inKeyring' : 'notSaved', 1);
  }
  output.out(translate('cli.channelKeys.saved', { id, file: paths.secretsFile }));
  warnOfEnvironment(run);
  output.out(translate('cli.keys.savedNext'));
  return 0;
}

/** Deletes the stored secrets of a channel, which may be gone from the settings. */
export function runChannelKeysForget(run: ChannelKeysRun): ExitCode {
  const { context, id, output } = run;
  const { translate, secrets, paths } = context;
  if (context.system) {
    return refuseSet(run, 'ofSystem', 2);
  }
  if (!secrets.channels.forget(id).ok) {
    return refuseSet(run, 'notSaved', 1);
  }
  output.out(translate('cli.channelKeys.forgotten', { id, file: paths.secretsFile }));
  warnOfEnvironment(run);
  return 0;
}

/** Places of the secrets of all channels, and of removed ones whose secrets are stored. */
export function channelPlaces({ secrets, state }: Pick<CliContext, 'secrets' | 'state'>): ChannelPlaces {
  const { channels } = state.settings;
  const places = secrets.channels.places(channels.map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(places).map(([id, all]) => {
      const channel = channels.find((each) => each.id === id);
      const shown = Object.entries(all).filter(([name, place]) => place !== 'none' || canHave(channel, name));
      return [id, Object.fromEntries(shown)];
    }),
  );
}

/** Lines of `logbell keys` about the channels. */
export function channelLines(context: CliContext): readonly string[] {
  const { translate, state, paths } = context;
  const known = new Set(state.settings.channels.map(({ id }) => id));
  return Object.entries(channelPlaces(context)).flatMap(([id, places]) => [
    ...Object.entries(places).map(([name, place]) =>
      translate('cli.channelKeys.line', { id, name, state: placeWords(place, paths.secretsFile, translate) }),
    ),
    ...(known.has(id) ? [] : [translate('cli.channelKeys.removed', { id })]),
  ]);
}

function placeWords(place: SecretPlace, file: string, translate: Translate): string {
  return translate(`cli.channelKeys.place.${place}`, { file });
}

function canHave(channel: Channel | undefined, name: string): boolean {
  const names: readonly string[] = channel === undefined ? [] : CHANNEL_SECRETS[channel.kind];
  return names.includes(name);
}

type Values = Partial<Record<ChannelSecretName, string>>;

/** Answers to the questions; an empty one keeps the stored secret. */
function answeredValues(names: readonly ChannelSecretName[], answers: readonly string[]): Values {
  const answered = names.map((name, at) => [name, answers[at] ?? ''] as const);
  return Object.fromEntries(answered.filter(([, answer]) => answer !== ''));
}

/** Reads lines such as `url=https://…`; a single line is the secret of a channel that has only one. Null otherwise. */
function namedValues(names: readonly ChannelSecretName[], lines: readonly string[]): Values | null {
  const [only, ...more] = names;
  const [line = '', ...others] = lines;
  if (only !== undefined && more.length === 0 && others.length === 0 && !line.startsWith(`${only}=`)) {
    return line === '' ? null : { [only]: line };
  }
  const values: Values = {};
  for (const each of lines) {
    const name = names.find((candidate) => each.startsWith(`${candidate}=`));
    if (name === undefined) {
      return null;
    }
    values[name] = each.slice(name.length + 1);
  }
  return values;
}

type Refusal = 'unknown' | 'ofSystem' | 'noTerminal' | 'badInput' | 'inKeyring' | 'notSaved';

function refuseSet({ context, id, output }: ChannelKeysRun, code: Refusal, status: ExitCode): ExitCode {
  const { translate } = context;
  printError(
    output,
    translate,
    translate(`cli.channelKeys.${code}`, { id }),
    translate(`cli.channelKeys.fix.${code}`, { id }),
  );
  return status;
}

/** Warns that secrets in the environment go first. */
function warnOfEnvironment({ context, id, output }: ChannelKeysRun): void {
  const places = Object.entries(context.secrets.channels.places([id])[id] ?? {});
  const name = places.find(([, place]) => place === 'environment')?.[0];
  if (name !== undefined) {
    const variable = secretVariable('channels', id, name);
    const sentence = context.translate('cli.channelKeys.environmentFirst', { variable });
    output.err(labelled('warning', sentence, context.translate));
  }
}
