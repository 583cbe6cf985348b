import type { CommanderError } from 'commander';
import type { Translate } from '../../../shared/i18n/translator';

/** Faults in the arguments that have words of their own, by the codes of commander (its README, "Override exit and output handling"). */
const KNOWN = [
  'unknownCommand',
  'unknownOption',
  'missingArgument',
  'optionMissingArgument',
  'excessArguments',
] as const;

/** What is wrong with the arguments and where help is, in the person's language; null when nothing is. */
export function usageSentence({ code, message, exitCode }: CommanderError, translate: Translate): string | null {
  if (exitCode === 0 || code === 'commander.help') {
    return null;
  }
  const known = KNOWN.find((each) => code === `commander.${each}`);
  // Commander puts what it is about in quotation marks.
  const name = /'([^']+)'/.exec(message)?.[1] ?? '';
  const sentence = known === undefined ? message : translate(`cli.usage.${known}`, { name });
  return `${sentence} ${translate('cli.usage.help')}`;
}
