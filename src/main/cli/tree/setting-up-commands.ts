import { type Command, Option } from 'commander';
import type { SecretOwner } from '../commands/keys/named-keys-command';
import { printError } from '../output/messages';
import { terminal } from '../output/terminal';
import type { SetupOptions } from '../setup/setup-command';
import { addExamples } from '../usage/manual';
import { type CommandDeps, type CommonOptions, configDir, refuseUnknown } from './command-definition';

interface AddRuleOptions extends CommonOptions {
  readonly preset: string;
  readonly log?: string;
  readonly journal?: boolean;
  readonly recipient?: string[];
}

/** Defines `logbell rules`, which lists rules, and `logbell rules add`. */
export function addRules(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const rules = program
    .command('rules')
    .description(translate('cli.rules'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .allowExcessArguments()
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      refuseUnknown(command);
      const { runRules } = await import('../commands/rules-command');
      finish(runRules({ context: await contextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(rules, ['logbell rules', 'logbell rules add --preset disk-full'], translate);
  const add = rules
    .command('add')
    .description(translate('cli.rulesAdd'))
    .requiredOption('--preset <id>', translate('cli.preset'))
    .option('--log <path>', translate('cli.log'))
    .addOption(new Option('--journal', translate('cli.journal')).conflicts('log'))
    .option('--recipient <id...>', translate('cli.recipient'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: AddRuleOptions, command: Command) => {
      const { preset, log, journal = false, recipient: recipients = [] } = options;
      const json = command.optsWithGlobals<CommonOptions>().json ?? false;
      const context = await contextOf(configDir(command));
      const { runRulesAdd } = await import('../commands/rules-command');
      finish(await runRulesAdd({ context, json, output: terminal, preset, log, journal, recipients }));
    });
  const examples = [
    'logbell rules add --preset nginx-5xx --log /var/log/nginx/access.log --recipient kim',
    'logbell rules add --preset sshd-brute-force --journal',
  ];
  addExamples(add, examples, translate);
}

/** Defines `logbell presets`, which lists presets, and `logbell presets show`. */
export function addPresets(program: Command, { translate, contextOf, finish }: CommandDeps): void {
  const presets = program
    .command('presets')
    .description(translate('cli.presets'))
    .option('--json', translate('cli.json'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .allowExcessArguments()
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      refuseUnknown(command);
      const { runPresets } = await import('../commands/presets-command');
      finish(runPresets({ context: await contextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(presets, ['logbell presets', 'logbell presets show nginx-5xx'], translate);
  const show = presets
    .command('show')
    .description(translate('cli.presetsShow'))
    .argument('<id>', translate('cli.argument.preset'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (id: string, _options: CommonOptions, command: Command) => {
      const json = command.optsWithGlobals<CommonOptions>().json ?? false;
      const { runPreset } = await import('../commands/presets-command');
      finish(runPreset({ context: await contextOf(configDir(command)), json, output: terminal, id }));
    });
  addExamples(show, ['logbell presets show nginx-5xx'], translate);
}

/** Defines `logbell setup`. No option takes a key. */
export function addSetup(program: Command, { translate, environment, finish, stop }: CommandDeps): void {
  const setup = program
    .command('setup')
    .description(translate('cli.setup.about'))
    .option('--service-id <id>', translate('cli.setup.option.serviceId'))
    .option('--sender <number>', translate('cli.setup.option.sender'))
    .option('--access-key-file <file>', translate('cli.setup.option.accessKeyFile'))
    .option('--secret-key-file <file>', translate('cli.setup.option.secretKeyFile'))
    .option('--keys-stdin', translate('cli.keys.stdin'))
    .option('--recipient <number>', translate('cli.setup.option.recipient'))
    .option('--recipient-name <name>', translate('cli.setup.option.recipientName'))
    .option('--log <path>', translate('cli.setup.option.log'))
    .option('--preset <id>', translate('cli.setup.option.preset'))
    .option('--yes', translate('cli.setup.option.yes'))
    .option('--test', translate('cli.setup.option.test'))
    .option('--no-test', translate('cli.setup.option.noTest'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: SetupOptions, command: Command) => {
      const { placeOf } = await import('../setup/setup-place');
      const { runSetup } = await import('../setup/setup-command');
      const place = placeOf(environment, configDir(command));
      if (!place.ok) {
        const { error } = place;
        printError(terminal, translate, translate(`cli.setup.${error}`), translate(`cli.setup.fix.${error}`));
        finish(2);
        return;
      }
      const isTerminal = process.stdin.isTTY;
      finish(await runSetup({ place: place.value, options, output: terminal, isTerminal, stop }));
    });
  addExamples(setup, ['logbell setup', 'logbell setup --system'], translate);
}

interface KeysSetOptions {
  readonly stdin?: boolean;
  readonly channel?: string;
  readonly heartbeat?: string;
  readonly receive?: string;
  readonly alertmanager?: string;
}

/** Owner of secrets that a command names; null for none. */
function ownerOf({ channel, heartbeat, receive, alertmanager }: KeysSetOptions): SecretOwner | null {
  const named = { channels: channel, heartbeats: heartbeat, receive, alertmanager };
  const lists = ['channels', 'heartbeats', 'receive', 'alertmanager'] as const;
  return lists.map((list) => ({ list, id: named[list] })).find(isNamed) ?? null;
}

function isNamed(owner: { readonly list: SecretOwner['list']; readonly id: string | undefined }): owner is SecretOwner {
  return owner.id !== undefined;
}

/** Options that name a token of alerts. */
function tokenOptions(translate: CommandDeps['translate'], action: 'set' | 'forget'): readonly Option[] {
  return [
    new Option('--receive <name>', translate(`cli.channelKeys.${action}Receive`)).conflicts(['channel', 'heartbeat']),
    new Option('--alertmanager <name>', translate(`cli.channelKeys.${action}Alertmanager`)).conflicts([
      'channel',
      'heartbeat',
      'receive',
    ]),
  ];
}

/** Defines `logbell keys`, which shows whether the keys are set, and its subcommands. None takes a key as argument. */
export function addKeys(program: Command, { translate, contextOf, finish, stop }: CommandDeps): void {
  const keys = program
    .command('keys')
    .description(translate('cli.keys.show'))
    .option('--json', translate('cli.tryJson'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ json = false }: CommonOptions, command: Command) => {
      const { runKeys } = await import('../commands/keys/keys-command');
      finish(runKeys({ context: await contextOf(configDir(command)), json, output: terminal }));
    });
  addExamples(keys, ['logbell keys', 'logbell keys set'], translate);
  const set = keys
    .command('set')
    .description(translate('cli.keys.set'))
    .option('--channel <id>', translate('cli.channelKeys.set'))
    .addOption(new Option('--heartbeat <id>', translate('cli.channelKeys.setHeartbeat')).conflicts('channel'))
    .option('--stdin', translate('cli.channelKeys.stdin'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async ({ stdin = false, ...options }: KeysSetOptions, command: Command) => {
      const owner = ownerOf(options);
      if (owner !== null) {
        const { runNamedKeysSet } = await import('../commands/keys/named-keys-command');
        const context = await contextOf(configDir(command));
        finish(await runNamedKeysSet({ context, owner, output: terminal, stdin, stop }));
        return;
      }
      const { runKeysSet } = await import('../commands/keys/keys-command');
      finish(await runKeysSet({ context: await contextOf(configDir(command)), output: terminal, stdin, stop }));
    });
  tokenOptions(translate, 'set').forEach((option) => set.addOption(option));
  addExamples(
    set,
    ['logbell keys set', 'logbell keys set --channel ops', 'logbell keys set --stdin < keys.txt'],
    translate,
  );
  const forget = keys
    .command('forget')
    .description(translate('cli.keys.forget'))
    .option('--channel <id>', translate('cli.channelKeys.forget'))
    .addOption(new Option('--heartbeat <id>', translate('cli.channelKeys.forgetHeartbeat')).conflicts('channel'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (options: KeysSetOptions, command: Command) => {
      const owner = ownerOf(options);
      if (owner !== null) {
        const { runNamedKeysForget } = await import('../commands/keys/named-keys-command');
        finish(runNamedKeysForget({ context: await contextOf(configDir(command)), owner, output: terminal }));
        return;
      }
      const { runKeysForget } = await import('../commands/keys/keys-command');
      finish(runKeysForget({ context: await contextOf(configDir(command)), output: terminal }));
    });
  tokenOptions(translate, 'forget').forEach((option) => forget.addOption(option));
  addExamples(forget, ['logbell keys forget'], translate);
}
