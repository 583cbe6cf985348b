import type { CommanderError } from 'commander';
import type { Translate } from '../../../shared/i18n/translator';

/**
 * Usage errors with their own sentence, by the codes of commander (its README, "Override exit and output handling").
 */
const KNOWN = [
  'unknownCommand',
  'unknownOption',
  'missingArgument',
  'optionMissingArgument',
  'excessArguments',
] as const;

/** Sentence about a usage error, with a pointer to the help; null if there is none. */
export function usageSentence({ code, message, exitCode }: CommanderError, translate: Translate): string | null {
  if (exitCode === 0 || code === 'commander.help') {
    return null;
  }
  const known = KNOWN.find((each) => code === `commander.${each}`);
  // Commander puts the name in quotation marks.
  const name = /'([^']+)'/.exec(message)?.[1] ?? '';
  const sentence = known === undefined ? message : translate(`cli.usage.${known}`, { name });
  return `${sentence} ${translate('cli.usage.help')}`;
}
