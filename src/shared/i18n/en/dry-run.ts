import type { dryRun as korean } from '../ko/dry-run';
import type { SameKeys } from '../../common/same-keys';

/** English strings of dry runs, for the window and the command line. */
export const dryRun: SameKeys<typeof korean> = {
  read: 'Read $t(noun.line, {"count": {{lines}} }) in $t(noun.file, {"count": {{files}} }) ({{size}}).',
  came: '$t(noun.match, {"count": {{matches}} }) → $t(noun.text, {"count": {{sent}} }), about ₩{{won, number}}.',
  none: 'No matches, so no texts would have been sent.',
  nothingRead: 'No readable log files.',
  nobody: 'No recipients (desktop only)',
  expected: 'Expected line: no alert.',
  warning: {
    'matches-all': 'Nearly every line matches ({{matches, number}} of {{lines, number}}). Use a narrower pattern.',
    'many-texts':
      'On {{date}} alone, {{texts, number}} texts would have been sent. Set a cooldown, a threshold or a budget.',
    'cut-short':
      'Stopped after $t(noun.match, {"count": {{matches}} }) and $t(noun.text, {"count": {{texts}} }). The real totals are higher.',
    'pattern-too-slow': 'The pattern was too slow to check some lines. Simplify the regex.',
    'exception-too-slow': 'An exception was too slow to apply to some lines. Simplify its regex.',
    'too-many-keys': 'More than 1,000 group values: the oldest were dropped.',
    'times-estimated':
      'Used the file dates to estimate the times of $t(noun.line, {"count": {{matches}} }) without a timestamp.',
  },
  held: {
    matched: 'Alert',
    grouped: 'Grouping delay',
    'no-recipients': 'No recipients',
    paused: 'Paused',
    muted: 'Rule muted',
    threshold: 'Below the threshold',
    'threshold-over': 'Already alerted in this time window',
    quiet: 'Quiet hours',
    reserved: 'Scheduled with SENS',
    joined: 'Added to a queued text',
    budget: 'Budget used up',
    cooldown: 'Cooldown',
    'pair-started': 'Task started',
    'pair-open': 'Task already started',
    'pair-ended': 'Task finished in time',
    'pair-alone': 'Task finished without a start',
    'pair-late': 'Task finished late',
    overdue: 'Task not finished in time',
  },
  leftOut: {
    missing: 'File not found. Check the path.',
    denied: 'Permission denied. Grant read access, or join the file’s group.',
    special: 'Not a regular file. Select a log file.',
    own: 'Logbell writes this file itself. Select another log file.',
    damaged: 'The archive is damaged and was read only in part. Check it with gzip -t.',
    compression: 'Unsupported compression (only .gz is supported). Decompress the file.',
    'too-many': 'Skipped: too many files. Use a narrower path.',
    failed: 'Reading failed. Check the disk and its mount.',
  },
};
