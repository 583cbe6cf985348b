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
  'missingMandatoryOptionValue',
  'excessArguments',
  'conflictingOption',
] as const;

/** Those that name an option with its value, which may be a key. */
const OF_OPTIONS: ReadonlySet<string> = new Set([
  'unknownOption',
  'optionMissingArgument',
  'missingMandatoryOptionValue',
]);

/** Sentence about a usage error, with similar names if there are any; null if commander has printed help. */
export function usageSentence({ code, message, exitCode }: CommanderError, translate: Translate): string | null {
  if (exitCode === 0 || code === 'commander.help') {
    return null;
  }
  const known = KNOWN.find((each) => code === `commander.${each}`);
  if (known === undefined) {
    return message;
  }
  // Commander puts the name in quotation marks, and options with their value.
  const quoted = /'([^']+)'/.exec(message)?.[1] ?? '';
  const name = OF_OPTIONS.has(known) ? quoted.replace(/[ =].*/, '') : quoted;
  const sentence = translate(`cli.usage.${known}`, { name });
  const names = /\(Did you mean (?:one of )?([^?]+)\?\)/
    .exec(message)?.[1]
    ?.replaceAll(', ', translate('cli.usage.or'));
  return names === undefined ? sentence : `${sentence} ${translate('cli.usage.suggestion', { names })}`;
}
