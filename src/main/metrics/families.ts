/** A family of series: its type and its help (OpenMetrics, "Metric Family"). */
interface Family {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly labels: readonly string[];
  readonly help: string;
}

/** All families; names and labels are a stable interface (docs/reference/metrics.md). */
export const FAMILIES = {
  logbell_build_info: { type: 'gauge', labels: ['version'], help: 'Version of Logbell; always 1' },
  logbell_healthy: { type: 'gauge', labels: [], help: '1 if Logbell is healthy, 0 if not' },
  logbell_paused: { type: 'gauge', labels: [], help: '1 while alerts are paused' },
  logbell_problems: { type: 'gauge', labels: ['code'], help: 'Open problems' },
  logbell_queue_length: {
    type: 'gauge',
    labels: ['queue'],
    help: 'Texts and messages not yet delivered, matches not yet committed, files to be checked',
  },
  logbell_oldest_queued_seconds: {
    type: 'gauge',
    labels: ['channel'],
    help: 'Age of the oldest delivery that waits to be sent; 0 if none does',
  },
  logbell_deliveries_total: {
    type: 'counter',
    labels: ['channel', 'state'],
    help: 'Deliveries that came into this state',
  },
  logbell_spent_texts: { type: 'gauge', labels: ['period'], help: 'Texts that cost money, today and this month' },
  logbell_spent_won: { type: 'gauge', labels: ['period'], help: 'Estimated cost in won, today and this month' },
  logbell_budget_left_texts: { type: 'gauge', labels: ['period'], help: 'Texts left in the budget of all rules' },
  logbell_budget_left_won: { type: 'gauge', labels: ['period'], help: 'Won left in the budget of all rules' },
  logbell_log_lines_total: { type: 'counter', labels: ['log'], help: 'Lines read and committed' },
  logbell_log_read_bytes_total: { type: 'counter', labels: ['log'], help: 'Bytes read and committed' },
  logbell_log_lag_bytes: { type: 'gauge', labels: ['log'], help: 'Bytes written to the log that are not yet read' },
  logbell_matches_total: { type: 'counter', labels: ['rule'], help: 'Matches of the rule' },
  logbell_decisions_total: {
    type: 'counter',
    labels: ['rule', 'outcome', 'why'],
    help: 'Decisions on matches of the rule',
  },
  logbell_ledger_commit_seconds: {
    type: 'histogram',
    labels: [],
    help: 'Duration of transactions of the history database',
  },
  logbell_event_loop_lag_seconds: {
    type: 'histogram',
    labels: [],
    help: 'Delay of timers in the thread that watches, sampled once a second',
  },
  logbell_series_left_out: { type: 'gauge', labels: [], help: 'Series missing because of metrics.maxSeries' },
} as const satisfies Readonly<Record<string, Family>>;

export type FamilyName = keyof typeof FAMILIES;
