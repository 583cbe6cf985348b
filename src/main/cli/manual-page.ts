import type { Command } from 'commander';
import { translator, type Translate } from '../../shared/i18n/translator';
import type { Language } from '../../shared/settings/schema';
import { commandTree } from './tree/command-tree';
import { examplesOf } from './usage/manual';

/** Facts of a manual page that are not in the command tree. */
export interface ManualFacts {
  readonly version: string;
  /** Date of the version, such as `2026-11-30`. */
  readonly date: string;
}

/** Variables that commands read, by the key of their description. */
const VARIABLES = {
  configDir: 'LOGBELL_CONFIG_DIR',
  accessKey: 'LOGBELL_ACCESS_KEY',
  secretKey: 'LOGBELL_SECRET_KEY',
  channelUrl: 'LOGBELL_CHANNEL_OPS_URL',
  heartbeatUrl: 'LOGBELL_HEARTBEAT_OPS_URL',
} as const;

/** Paths of Logbell, by the key of their description. */
const FILES = { ownSettings: '~/.config/logbell/config.json', serviceSettings: '/etc/logbell/config.json' } as const;

/** Manual page logbell(1) in the man macros of roff (man(7)), in UTF-8. The package carries one per language. */
export function manualPage(language: Language, { version, date }: ManualFacts): string {
  const translate = translator(language);
  const program = treeIn(translate);
  const heading = (key: string): string => `.SH ${escaped(translate(`cli.page.${key}`))}`;
  const described = (key: string): string => text(translate(`cli.page.${key}`));
  return [
    `.TH LOGBELL 1 ${date} "Logbell ${version}" Logbell`,
    heading('name'),
    `logbell \\- ${escaped(program.description().replace(/\.$/, ''))}`,
    heading('synopsis'),
    `.B logbell`,
    ...usageOf(program),
    heading('description'),
    described('about'),
    heading('options'),
    ...optionsOf(program),
    heading('commands'),
    ...allBelow(program).flatMap((command) => commandSection(command)),
    heading('environment'),
    ...Object.entries(VARIABLES).flatMap(([key, name]) => ['.TP', `.B ${name}`, described(key)]),
    heading('files'),
    ...Object.entries(FILES).flatMap(([key, path]) => ['.TP', `.I ${escaped(path)}`, described(key)]),
    heading('exitStatus'),
    text(translate('cli.manual.exitStatus').replace(/^[^:]*: /, '')),
    '',
  ].join('\n');
}

/** Command tree that is only read. */
function treeIn(translate: Translate): Command {
  const contextOf = (): never => {
    throw new Error('A manual page runs no command.');
  };
  const ignore = (): undefined => undefined;
  const stop = new Promise<never>(ignore);
  const files = { aheadWorker: '', dryRunWorker: '', startScript: '', environment: {} };
  return commandTree({ translate, contextOf, statusContextOf: contextOf, finish: ignore, stop, ...files });
}

/** Commands in the order of the help, each followed by its own. */
function allBelow(command: Command): readonly Command[] {
  const own = command.commands.filter((each) => each.name() !== 'help');
  return own.flatMap((each) => [each, ...allBelow(each)]);
}

function commandSection(command: Command): readonly string[] {
  const help = command.createHelp();
  const argumentLines = help
    .visibleArguments(command)
    .flatMap((each) => ['.TP', `.I ${escaped(help.argumentTerm(each))}`, text(help.argumentDescription(each))]);
  const title = [fullName(command), ...usageWords(command)].join(' ');
  return [
    `.SS "${escaped(title)}"`,
    text(command.description()),
    ...argumentLines,
    ...optionsOf(command),
    ...exampleLines(command),
  ];
}

/** Name of a command with those of its parents: `logbell outbox resend`. */
function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

function usageWords(command: Command): readonly string[] {
  const help = command.createHelp();
  return help.styleUsage(command.usage()).split(' ');
}

function usageOf(command: Command): readonly string[] {
  return [text(usageWords(command).join(' '))];
}

function optionsOf(command: Command): readonly string[] {
  const help = command.createHelp();
  return help
    .visibleOptions(command)
    .flatMap((option) => ['.TP', `.B ${escaped(help.optionTerm(option))}`, text(help.optionDescription(option))]);
}

function exampleLines(command: Command): readonly string[] {
  const examples = examplesOf(command);
  return examples.length === 0 ? [] : ['.PP', '.EX', ...examples.map((example) => `  ${text(example)}`), '.EE'];
}

/** A paragraph in which nothing is a request of roff. */
function text(paragraph: string): string {
  return escaped(paragraph).replace(/^(?=[.'])/, '\\&');
}

/** A text without roff's special characters: a hyphen would be typeset, and a quote would end an argument. */
function escaped(words: string): string {
  return words.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('"', '\\(dq').replaceAll("'", '\\(aq');
}
