import type { dryRunWords as korean } from '../../ko/window/dry-run';
import type { SameKeys } from '../../same-keys';

/** English texts of the dry run of a rule. */
export const dryRunWords: SameKeys<typeof korean> = {
  dryRun: {
    title: 'Before you save: what would have happened?',
    text: 'Which texts this rule would have sent, had it been there already: over its files and their rotated parts, .gz too. Nothing is sent.',
    range: 'How far back',
    ranges: {
      day: 'The last 24 hours',
      week: 'The last 7 days',
      month: 'The last 30 days',
      size: 'The last 100 MB of each log',
      all: 'Everything',
    },
    start: 'Find out',
    cancel: 'Cancel the dry run',
    reading: 'Reading the logs',
    progress: '{{done}} of {{total}}',
    wrong: 'Mend the rule first',
    stale: 'The rule has changed since. This is what came of it before.',
    cancelled: 'Cancelled.',
    failed: 'The dry run did not come to its end. Please try again.',
    result: 'What would have happened',
    span: '{{from}} to {{to}}',
    texts: 'Texts {{number}}',
    matches: 'Matches {{number}}',
    held: 'Held back {{number}}',
    days: 'By day',
    measures: '{{bytes}} bytes · {{won}} won',
    more: '{{number}} left out',
    noTexts: 'No text would have gone out.',
    noHeld: 'Nothing was held back.',
    why: 'Why',
    lines: 'Lines',
    date: 'Day',
    dayMatches: 'Matches',
    dayTexts: 'Texts',
    dayWon: 'Won',
    leftOut: 'Files not read',
    leftOutFile: '{{path}}: {{why}}',
  },
};
