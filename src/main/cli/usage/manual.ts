import type { Command, HelpConfiguration } from 'commander';
import type { Translate } from '../../../shared/i18n/translator';
import { textWidth } from '../format/text-width';

/** Page about the command line, in a checkout. */
const PAGE = 'docs/reference/cli.md';

/** Titles of commander's help and their keys. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'usage',
  'Arguments:': 'arguments',
  'Options:': 'options',
  'Commands:': 'commands',
};

/** Help of all commands in the language of the reader. */
export function helpIn(translate: Translate): HelpConfiguration {
  const inLanguage = (usage: string): string =>
    usage
      .replace('[options]', translate('cli.manual.optionsPlace'))
      .replace('[command]', translate('cli.manual.commandPlace'));
  return {
    displayWidth: textWidth,
    styleTitle: (title) => {
      const key = TITLES[title];
      return key === undefined ? title : translate(`cli.manual.${key}`);
    },
    styleUsage: inLanguage,
    // Subcommands and options are in the help of the command itself.
    subcommandTerm: (command) => [command.name(), ...argumentNames(command), ...actionNames(command)].join(' '),
    optionDescription: ({ description, defaultValue }) =>
      typeof defaultValue === 'string' && defaultValue !== ''
        ? `${description} (${translate('cli.manual.default', { value: defaultValue })})`
        : description,
  };
}

const examplesByCommand = new WeakMap<Command, readonly string[]>();

/** Adds examples to the help of a command. */
export function addExamples(command: Command, examples: readonly string[], translate: Translate): void {
  examplesByCommand.set(command, examples);
  const lines = examples.map((example) => `  ${example}`);
  command.addHelpText('after', ['', translate('cli.manual.examples'), ...lines].join('\n'));
}

/** Examples in the help of a command; none if it has none. */
export function examplesOf(command: Command): readonly string[] {
  return examplesByCommand.get(command) ?? [];
}

/** Ends the help of all commands with the exit status and the documentation at hand: a page of a checkout, or the manual. */
export function addEnding(program: Command, translate: Translate, isCheckout: () => boolean): void {
  program.addHelpText('afterAll', () => {
    const docs = translate(isCheckout() ? 'cli.manual.docs' : 'cli.manual.docsInstalled', { page: PAGE });
    return ['', translate('cli.manual.exitStatus'), docs].join('\n');
  });
}

function argumentNames({ registeredArguments }: Command): readonly string[] {
  return registeredArguments.map((each) => (each.required ? `<${each.name()}>` : `[${each.name()}]`));
}

/** Names of the subcommands, such as `[ack|close]`. */
function actionNames({ commands }: Command): readonly string[] {
  return commands.length === 0 ? [] : [`[${commands.map((each) => each.name()).join('|')}]`];
}
