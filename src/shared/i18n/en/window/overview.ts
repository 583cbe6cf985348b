import type { overviewStrings as korean } from '../../ko/window/overview';
import type { SameKeys } from '../../../common/same-keys';

/** English strings of the overview. */
export const overviewStrings: SameKeys<typeof korean> = {
  tryIt: {
    title: 'Try it',
    text: 'Run this command in a terminal. It adds a line to the sample log, and a practice text appears in the history.',
    command: 'Sample command',
  },
  activity: {
    title: 'Last 14 days',
    matches: 'Matches',
    texts: 'Texts',
    day: 'Day',
    of: '{{day}}: {{matches}}, {{texts}}',
    chart: 'Last 14 days: {{matches}}, {{texts}}',
  },
  firstSteps: {
    title: 'Get started',
    text: 'Four steps to set up Logbell. Skip any of them and come back later.',
    close: 'Close guide',
    skip: 'Skip',
    next: 'Next',
    finish: 'Finish',
    done: 'Done',
    try: 'Try it',
    tried: 'Practice text received: “{{content}}”. It stayed on this computer and cost nothing.',
    waiting: 'Run the command to see the result here.',
    keys: 'Connect SENS',
    keysText:
      'On the Delivery page, enter your Naver Cloud service ID, sender number, Access Key and Secret Key, then choose live mode. Apply for the sender number first: approval takes a few days.',
    who: 'Add recipients',
    whoText:
      'Under Recipients on the Delivery page, add the people who should get texts. Replace or delete the sample number.',
    what: 'Choose logs',
    whatText:
      'Add your logs on the Logs page, then add rules for the lines that matter. Presets cover the usual cases.',
    journalText: 'This computer has no syslog file: SSH, sudo and cron write to the systemd journal.',
    addJournal: 'Add the journal',
  },
  overview: {
    purpose: 'Logbell watches your logs and texts the person on call when a line matters.',
    today: 'Summary of today',
    matchesToday: 'Matches today',
    textsToday: 'Texts today',
    costToday: 'Cost today, estimated',
    budgetLeft: 'Budget left',
    count: '{{number}}',
    won: '₩{{won}}',
    yesterday: 'Yesterday {{number}}',
    nonePending: 'No texts pending',
    thisMonth: 'This month {{won}}',
    practiceFree: 'Practice texts are free',
    noLimit: 'No limit',
    ofDay: 'of {{most}} a day',
    ofMonth: 'of {{most}} a month',
    files: 'Watched logs',
    recent: 'Recent history',
    all: 'Show all',
    toFiles: 'Open Logs',
    moreFiles: 'Show {{number}} more',
    readOf: 'Read position: {{path}}',
    position: '{{position}} of {{size}}',
  },
};
