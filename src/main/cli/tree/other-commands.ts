import type { Command } from 'commander';
import { printError } from '../output/messages';
import { terminal } from '../output/terminal';
import { addExamples } from '../usage/manual';
import { type CommandDeps, type CommonOptions, configDir, eachLine } from './command-definition';

/** Defines `logbell open`. */
export function addOpen(
  program: Command,
  { translate, statusContextOf, finish, stop, startScript }: CommandDeps,
): void {
  const open = program
    .command('open')
    .description(translate('cli.open'))
    .option('--config-dir <dir>', translate('cli.configDir'))
    .action(async (_options: CommonOptions, command: Command) => {
      const chosen = configDir(command);
      const context = await statusContextOf(chosen);
      const { runOpen } = await import('../commands/open-command');
      const isRoot = process.getuid?.() === 0;
      finish(await runOpen({ ...context, output: terminal, configDir: chosen.configDir, startScript, isRoot, stop }));
    });
  addExamples(open, ['logbell open'], translate);
}

/** Defines `logbell completion SHELL`. */
export function addCompletion(program: Command, { translate, finish }: CommandDeps): void {
  const completion = program
    .command('completion')
    .description(translate('cli.completion'))
    .argument('<shell>', translate('cli.argument.shell'))
    .action(async (shell: string) => {
      const { completionScript } = await import('../usage/completion-scripts');
      const script = completionScript(program, shell);
      if (script === null) {
        printError(terminal, translate, translate('cli.badShell', { shell }), translate('cli.fix.badShell'));
        finish(2);
        return;
      }
      eachLine(script, terminal.out);
      finish(0);
    });
  const examples = [
    'source <(logbell completion bash)',
    'logbell completion fish > ~/.config/fish/completions/logbell.fish',
  ];
  addExamples(completion, examples, translate);
}
