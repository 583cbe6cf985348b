import type { commonWords as korean } from '../../ko/window/common';
import type { SameKeys } from '../../same-keys';

/** English texts of what every page of the window shares. */
export const commonWords: SameKeys<typeof korean> = {
  navigation: 'Pages',
  loading: 'Loading.',
  page: {
    overview: 'Overview',
    rules: 'Rules',
    files: 'Files',
    delivery: 'Delivery',
    history: 'History',
    settings: 'Settings',
    help: 'Help',
  },
  failed: {
    title: 'Logbell does not answer',
    text: 'Your logs may still be watched. If trying again does not help, quit Logbell from the tray menu and start it again.',
    retry: 'Try again',
  },
  notice: {
    noAnswer: 'Logbell does not answer. Please try again.',
    saved: 'Saved.',
    notSaved: 'Not saved. {{reason}}',
  },
  form: {
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    revert: 'Revert',
    example: 'e.g. {{example}}',
    amountOf: '{{label}}: amount',
    unitOf: '{{label}}: unit',
    notSaved: 'Not saved yet',
  },
  unsaved: {
    title: 'You have unsaved changes',
    text: 'If you leave now, your changes are lost.',
    stay: 'Keep editing',
    discard: 'Leave without saving',
  },
  row: {
    actions: 'Actions',
    edit: 'Edit',
    delete: 'Delete',
    editOf: 'Edit: {{title}}',
    deleteOf: 'Delete: {{title}}',
  },
  removal: {
    done: '“{{title}}” was deleted.',
    undo: 'Undo',
    refused: 'Not deleted. {{reason}}',
    inUse: '“{{title}}” cannot be deleted: rules or groups use nothing else. Change these first: {{rules}}',
  },
  copy: {
    copy: 'Copy',
    done: 'Copied',
    byHand: 'The clipboard is not available. The command is selected: copy it with Ctrl+C.',
  },
  state: {
    label: 'State',
    unconfigured: 'Needs setup',
    watching: 'Watching',
    alert: 'New alerts',
    paused: 'Paused',
    problem: 'Problem',
    practiceMode: 'Practice mode',
    liveMode: 'Live',
  },
  sentence: {
    unconfigured: 'Add at least one file and one rule.',
    watching: 'Watching. Files: {{files}}.',
    alert: 'Alerts you have not seen: {{alerts}}.',
    paused: 'No texts are sent until {{until}}.',
    problem: 'Problems that need you: {{problems}}.',
    counts: 'Files: {{files}}, rules: {{rules}}',
    pending: 'Texts on their way: {{texts}}',
    held: 'Alerts held by the pause: {{held}}',
  },
  practice: {
    badge: 'Practice',
    text: 'Practice mode: texts stay on this computer. Nothing reaches a phone and nothing costs money.',
  },
  pause: {
    pause: 'Pause',
    resume: 'Resume',
    '15m': 'For 15 minutes',
    '1h': 'For 1 hour',
    tomorrow: 'Until midnight',
  },
  problem: {
    standing: 'Problems that need you',
    since: 'Since {{time}}',
    goTo: 'Open {{page}}',
    at: '{{path}}: {{sentence}}',
    onDisk: 'Parts of config.json are wrong and not at work. Saving from this window leaves them out.',
  },
};
