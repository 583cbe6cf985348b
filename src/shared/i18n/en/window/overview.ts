import type { overviewStrings as korean } from '../../ko/window/overview';
import type { SameKeys } from '../../../common/same-keys';

/** English strings of the overview. */
export const overviewStrings: SameKeys<typeof korean> = {
  tryIt: {
    title: 'Try it',
    text: 'Run this command in a terminal. It adds a line to the sample log; a moment later a practice text appears in the history.',
    command: 'Sample command',
  },
  activity: {
    title: 'The last 14 days',
    matches: 'Matches',
    texts: 'Texts',
    day: 'Day',
    total: '{{total}} in all',
    of: '{{what}}: {{count}} on {{day}}',
    chart: '{{what}}: {{total}} in the last 14 days, at most {{most}} a day',
  },
  firstSteps: {
    title: 'First steps',
    text: 'Four steps set Logbell up. Each can be skipped, and taken up again on this page at any time.',
    close: 'Close the guide',
    skip: 'Skip',
    next: 'Next',
    finish: 'Finish',
    done: 'Done',
    try: 'Try it',
    tried: 'The practice text has arrived: “{{content}}”. Nothing was really sent, and nothing costs money.',
    waiting: 'Run the command, and the outcome appears here.',
    keys: 'Keys',
    keysText:
      'To send real texts, Logbell needs the service ID, the sender number, the Access Key and the Secret Key of Naver Cloud. They go to the top of the Delivery page, where the mode is then set to Live. Approval of the sender number takes some days, so apply for it first.',
    who: 'Who',
    whoText:
      'Under Recipients on the Delivery page, enter the numbers of those who are to be texted. Delete or change the sample number.',
    what: 'What',
    whatText:
      'Add the log files to watch on the Files page, and say on the Rules page which lines matter. Presets hold the usual rules.',
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
