import type { dryRun as korean } from '../ko/dry-run';
import type { SameKeys } from '../../common/same-keys';

/** English strings of dry runs, for the window and the command line. */
export const dryRun: SameKeys<typeof korean> = {
  read: 'Lines read: {{lines}}, files: {{files}}, {{size}}.',
  came: 'Matching lines: {{matches}}. Texts that would have gone out: {{sent}}, about {{won}} won.',
  none: 'No line matches. No text would have gone out.',
  nothingRead: 'There is no file that could be read.',
  nobody: 'nobody (on the desktop only)',
  expected: 'An expected line: it makes no text.',
  warning: {
    'matches-all': 'Nearly every line matches ({{matches}} of {{lines}}). Look for something narrower.',
    'many-texts': 'On {{date}} alone {{texts}} texts would have gone out. Set a cooldown, a threshold or a budget.',
    'cut-short':
      'Stopped early at {{matches}} matches and {{texts}} texts, as there are too many. In truth there are more.',
    'pattern-too-slow':
      'The regular expression to look for is too slow; some lines could not be checked. Make it simpler.',
    'exception-too-slow':
      'The regular expression of an exception is too slow; it was not applied to some lines. Make it simpler.',
    'too-many-keys': 'There are more than 1,000 keys; the oldest are forgotten.',
    'times-estimated': 'Lines that carry no time: {{matches}}. Theirs are estimated from those of the files.',
  },
  held: {
    matched: 'alert',
    grouped: 'waits to go out with others',
    'no-recipients': 'no recipient',
    paused: 'paused',
    muted: 'rule muted',
    threshold: 'below the threshold',
    'threshold-over': 'within a threshold already told of',
    quiet: 'quiet hours',
    reserved: 'reserved at SENS',
    joined: 'counted in a text about to go out',
    budget: 'budget used up',
    cooldown: 'cooldown',
    'pair-started': 'began',
    'pair-open': 'had begun already',
    'pair-ended': 'ended in time',
    'pair-alone': 'ended without a beginning',
    'pair-late': 'ended late',
    overdue: 'did not end in time',
  },
  leftOut: {
    missing: 'There is no such file. Check the path.',
    denied: 'It may not be read. Give permission to read it, or join a group that has it.',
    special: 'It is no regular file but a folder, pipe or device. Choose a log file.',
    own: 'Logbell writes this file itself. Choose another log file.',
    damaged: 'It is damaged and could not be read to its end. Check it with gzip -t.',
    compression: 'Logbell does not read this compression, only .gz. Unpack it to have it read.',
    'too-many': 'There are too many files; this one was left out. Make the path narrower.',
    failed: 'Reading it failed. Check the disk and its mount.',
  },
};
