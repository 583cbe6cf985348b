import type { SecretPlace } from '../../../../shared/contract/delivery/channel-secrets';
import type { Translate } from '../../../../shared/i18n/translator';
import { CHANNEL_SECRETS, type ChannelSecretName } from '../../../../shared/settings/channels/channel-kinds';
import type { Settings } from '../../../../shared/settings/schema';
import { type SecretList, secretVariable } from '../../../settings/secrets/named-secrets';
import type { CliContext } from '../../cli-context';
import { askHidden, linesOfInput } from '../../key-input';
import type { ExitCode } from '../../output/ending';
import { labelled, printError } from '../../output/messages';
import type { Output } from '../../output/terminal';

/** Contexts of the sentences about secrets that are not those of a channel. */
const CONTEXTS = { heartbeats: 'heartbeat', alertmanager: 'alertmanager', receive: 'receive' } as const;

/** A channel, a heartbeat, or a token of alerts. */
export interface SecretOwner {
  readonly list: SecretList;
  readonly id: string;
}

/** Arguments of a command on the secrets of one owner. */
interface NamedKeysRun {
  readonly context: CliContext;
  readonly owner: SecretOwner;
  readonly output: Output;
}

/** Arguments of `logbell keys set --channel`, `--heartbeat`, `--receive` and `--alertmanager`. */
interface NamedKeysSetRun extends NamedKeysRun {
  /** Reads the secrets from standard input instead of asking for them. */
  readonly stdin: boolean;
  /** Resolves when the user asks to stop. */
  readonly stop: Promise<unknown>;
}

/** Places of the secrets that each owner may have, by its id. */
export type SecretPlaces = Readonly<Record<string, Readonly<Partial<Record<ChannelSecretName, SecretPlace>>>>>;

/** Stores secrets in clear in a file with mode 0600, as the window does with the person's consent. */
export async function runNamedKeysSet(run: NamedKeysSetRun): Promise<ExitCode> {
  const { context, owner, output, stdin, stop } = run;
  const { translate, paths, state } = context;
  const refuse = (code: Refusal, status: ExitCode): ExitCode => refuseSet(run, code, status);
  const names = namesOf(owner, state.settings);
  if (names === null) {
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
  const lines = await (stdin ? linesOfInput(stop) : askHidden(names, stop));
  if (lines === null) {
    output.err(translate('cli.tryCancelled'));
    return 1;
  }
  const values = stdin ? namedValues(names, lines) : answeredValues(names, lines);
  return values === null || Object.keys(values).length === 0 ? refuse('badInput', 2) : save(run, values);
}

function save(run: NamedKeysRun, values: Values): ExitCode {
  const { context, owner, output } = run;
  const { translate, secrets, paths } = context;
  const saved = secrets[owner.list].save(owner.id, values, true);
  if (!saved.ok && typeof saved.error === 'object') {
    const { name, fault } = saved.error;
    printError(output, translate, `${name}: ${translate(`settingsProblem.${fault}`)}`);
    return 2;
  }
  if (!saved.ok) {
    return refuseSet(run, saved.error === 'no-keyring' ? 'inKeyring' : 'notSaved', 1);
  }
  output.out(translate('cli.channelKeys.saved', { ...named(owner), file: paths.secretsFile }));
  warnOfEnvironment(run);
  output.out(translate('cli.keys.savedNext'));
  return 0;
}

/** Deletes the stored secrets of an owner, which may be gone from the settings. */
export function runNamedKeysForget(run: NamedKeysRun): ExitCode {
  const { context, owner, output } = run;
  const { translate, secrets, paths } = context;
  if (context.system) {
    return refuseSet(run, 'ofSystem', 2);
  }
  if (!secrets[owner.list].forget(owner.id).ok) {
    return refuseSet(run, 'notSaved', 1);
  }
  output.out(translate('cli.channelKeys.forgotten', { ...named(owner), file: paths.secretsFile }));
  warnOfEnvironment(run);
  return 0;
}

/** Places of the secrets of all owners in a list, and of removed ones whose secrets are stored. */
export function secretPlaces(
  { secrets, state }: Pick<CliContext, 'secrets' | 'state'>,
  list: SecretList,
): SecretPlaces {
  const places: Readonly<Record<string, Readonly<Record<string, SecretPlace>>>> = secrets[list].places(
    idsOf(list, state.settings),
  );
  return Object.fromEntries(
    Object.entries(places).map(([id, all]) => {
      const names: readonly string[] = namesOf({ list, id }, state.settings) ?? [];
      return [
        id,
        Object.fromEntries(Object.entries(all).filter(([name, place]) => place !== 'none' || names.includes(name))),
      ];
    }),
  );
}

/** Lines of `logbell keys` about the owners in a list. */
export function secretLines(context: CliContext, list: SecretList): readonly string[] {
  const { translate, state, paths } = context;
  const known = new Set(idsOf(list, state.settings));
  return Object.entries(secretPlaces(context, list)).flatMap(([id, places]) => [
    ...Object.entries(places).map(([name, place]) =>
      translate('cli.channelKeys.line', {
        ...named({ list, id }),
        ...{ name, state: placeWords(place, paths.secretsFile, translate) },
      }),
    ),
    ...(known.has(id) ? [] : [translate('cli.channelKeys.removed', named({ list, id }))]),
  ]);
}

function placeWords(place: SecretPlace, file: string, translate: Translate): string {
  return translate(`cli.channelKeys.place.${place}`, { file });
}

/** Ids whose secrets are looked up; a heartbeat with its URL in the settings needs none. */
function idsOf(list: SecretList, { channels, heartbeats, alertmanager, receive }: Settings): readonly string[] {
  switch (list) {
    case 'channels':
      return channels.map(({ id }) => id);
    case 'heartbeats':
      return heartbeats.flatMap(({ id, url }) => (id === undefined || url !== undefined ? [] : [id]));
    case 'alertmanager':
      return alertmanager?.token === undefined ? [] : [alertmanager.token];
    case 'receive':
      return receive.tokens;
  }
}

/** Names of the secrets of an owner; null if it is not in the settings. */
function namesOf({ list, id }: SecretOwner, settings: Settings): readonly ChannelSecretName[] | null {
  if (list !== 'channels') {
    return idsOf(list, settings).includes(id) ? [list === 'heartbeats' ? 'url' : 'token'] : null;
  }
  const channel = settings.channels.find((each) => each.id === id);
  return channel === undefined ? null : CHANNEL_SECRETS[channel.kind];
}

/** Values of the sentences about an owner. */
function named({ list, id }: SecretOwner): Readonly<Record<string, string>> {
  return list === 'channels' ? { id } : { id, context: CONTEXTS[list] };
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

function refuseSet({ context, owner, output }: NamedKeysRun, code: Refusal, status: ExitCode): ExitCode {
  const { translate } = context;
  printError(
    output,
    translate,
    translate(`cli.channelKeys.${code}`, named(owner)),
    translate(`cli.channelKeys.fix.${code}`, named(owner)),
  );
  return status;
}

/** Warns that secrets in the environment go first. */
function warnOfEnvironment({ context, owner, output }: NamedKeysRun): void {
  const { list, id } = owner;
  const places = Object.entries(context.secrets[list].places([id])[id] ?? {});
  const name = places.find(([, place]) => place === 'environment')?.[0];
  if (name !== undefined) {
    const variable = secretVariable(list, id, name);
    const sentence = context.translate('cli.channelKeys.environmentFirst', { variable });
    output.err(labelled('warning', sentence, context.translate));
  }
}
