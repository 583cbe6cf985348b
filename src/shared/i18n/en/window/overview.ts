import type { overviewWords as korean } from '../../ko/window/overview';
import type { SameKeys } from '../../same-keys';

/** English texts of the overview. */
export const overviewWords: SameKeys<typeof korean> = {
  tryIt: {
    title: 'Try it',
    text: 'Run this command in a terminal. It adds a line to the sample log; a moment later a practice text appears in the history.',
    command: 'Sample command',
  },
  overview: {
    files: 'Watched files',
    recent: 'Recent history',
    all: 'Show all',
    toFiles: 'Go to files',
    moreFiles: 'Show {{number}} more',
    readOf: 'Read so far: {{path}}',
    position: '{{position}} of {{size}}',
  },
};
