import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { version } from '../../../../package.json';
import type { Translate } from '../../../shared/i18n/translator';
import { terminal } from '../output/terminal';
import { addEnding, addExamples, helpIn } from '../usage/manual';
import { addHistory, addIncidents, addMute, addOutbox, addPause } from './acting-commands';
import { type CommandDeps, eachLine } from './command-definition';
import { addCompletion, addOpen } from './other-commands';
import { addKeys, addPresets, addRules, addSetup } from './setting-up-commands';
import { addCheck, addHealth, addSendTest, addStatus, addTry, addWatch } from './watching-commands';

/** Words that ask for help, `-vh` included. */
const HELP = /^(?:-\w*h|--help)/;

/**
 * Defines the commands, options and help for these words of a command line: all of them, unless they start `watch`, which
 * should begin soon and needs no text of its help. Each action imports the code of its command when it runs.
 */
export function commandTree(given: CommandDeps, words: readonly string[] = []): Command {
  const isWatch = words[0] === 'watch';
  const deps = isWatch && !words.some((word) => HELP.test(word)) ? { ...given, translate: () => '' } : given;
  const { translate } = deps;
  const program = new Command('logbell')
    .description(translate('cli.description'))
    .version(version, '-V, --version', translate('cli.version'))
    .helpOption('-h, --help', translate('cli.help'))
    .configureHelp(helpIn(translate))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => eachLine(text, terminal.out),
      writeErr: (text) => eachLine(text, terminal.err),
      // usage-error.ts prints a translated sentence instead.
      outputError: () => undefined,
    })
    .option('--config-dir <dir>', translate('cli.configDir'));
  addExamples(
    program,
    ['logbell try disk --since 7d', 'logbell watch --json | jq \'select(.event == "match")\''],
    translate,
  );
  addEnding(program, translate, () => existsSync(deps.startScript));
  // Before the other commands, which inherit it.
  program.commandsGroup(translate('cli.manual.other')).helpCommand('help [command]', translate('cli.helpCommand'));
  program.commandsGroup(translate('cli.manual.watching'));
  addWatch(program, deps);
  if (isWatch) {
    addSystem(program, translate);
    return program;
  }
  addStatus(program, deps);
  addHealth(program, deps);
  addCheck(program, deps);
  addTry(program, deps);
  addSendTest(program, deps);
  program.commandsGroup(translate('cli.manual.settingUp'));
  addRules(program, deps);
  addPresets(program, deps);
  addSetup(program, deps);
  addKeys(program, deps);
  program.commandsGroup(translate('cli.manual.acting'));
  addPause(program, deps);
  addMute(program, deps);
  addIncidents(program, deps);
  addOutbox(program, deps);
  addHistory(program, deps);
  program.commandsGroup(translate('cli.manual.other'));
  // Before the commands that are of no use to the system service.
  addSystem(program, translate);
  addOpen(program, deps);
  addCompletion(program, deps);
  return program;
}

/** Adds `--system` after each `--config-dir`. */
function addSystem(command: Command, translate: Translate): void {
  if (command.options.some(({ long }) => long === '--config-dir')) {
    command.option('--system', translate('cli.system'));
  }
  command.commands.forEach((each) => addSystem(each, translate));
}
