/** Upper bounds of settings, so that no configuration file can exhaust the machine. */
export const LIMITS = {
  recipients: 500,
  groups: 100,
  channels: 50,
  channelTags: 10,
  mailRecipients: 50,
  urlCharacters: 500,
  files: 500,
  rules: 500,
  heartbeats: 10,
  alertmanagers: 10,
  butNot: 50,
  /** Values of one condition on journal entries, and characters of each. */
  journalValues: 50,
  journalCharacters: 500,
  /** Labels that select alerts, and characters of the values of each. */
  alertLabels: 20,
  labelCharacters: 500,
  receiveTokens: 10,
  receiveRanges: 50,
  receiveHosts: 20,
  nameCharacters: 100,
  patternCharacters: 2_000,
  messageCharacters: 2_000,
  keyCharacters: 100,
  quietSpans: 20,
} as const;
