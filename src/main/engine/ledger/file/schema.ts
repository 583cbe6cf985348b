/**
 * Tables of a new ledger, the same as all migrations create one after the other, but faster. Times are ms since 1970;
 * `*_json` columns hold small JSON values; phone numbers are stored masked only. Comments in migrations.ts explain the
 * columns.
 */
export const SCHEMA = `
  CREATE TABLE scanned_sources (
    source TEXT PRIMARY KEY,
    at INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE matches (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    rule_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    file_id TEXT NOT NULL,
    path TEXT NOT NULL,
    line TEXT NOT NULL,
    decision_json TEXT NOT NULL,
    alert_id INTEGER REFERENCES alerts (id),
    incident_id INTEGER,
    offset INTEGER,
    found_in_json TEXT,
    cursor TEXT,
    unit TEXT,
    boot TEXT,
    received_json TEXT
  );
  CREATE INDEX matches_by_time ON matches (at);
  CREATE INDEX matches_by_incident ON matches (incident_id, id) WHERE incident_id IS NOT NULL;
  CREATE INDEX matches_by_alert ON matches (alert_id) WHERE alert_id IS NOT NULL;

  CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    content TEXT NOT NULL,
    held INTEGER NOT NULL,
    incident_id INTEGER
  );
  CREATE INDEX alerts_by_kind ON alerts (kind, at);
  CREATE INDEX alerts_by_incident ON alerts (incident_id) WHERE incident_id IS NOT NULL;

  CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    alert_id INTEGER NOT NULL REFERENCES alerts (id),
    recipient_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    masked_to TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    reason_json TEXT,
    practice INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    request_id TEXT,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    cost_won INTEGER NOT NULL DEFAULT 0,
    rule_id TEXT NOT NULL DEFAULT '',
    image TEXT,
    refused_mark TEXT,
    resent_at INTEGER,
    digest_id INTEGER,
    reserve_at INTEGER,
    held_until INTEGER,
    channel TEXT NOT NULL DEFAULT '',
    facts_json TEXT,
    settled INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX texts_by_state ON texts (state, id);
  CREATE INDEX texts_by_alert ON texts (alert_id);
  CREATE INDEX texts_by_request ON texts (request_id) WHERE request_id IS NOT NULL;
  CREATE INDEX texts_by_digest ON texts (digest_id) WHERE digest_id IS NOT NULL;
  CREATE INDEX texts_digests_owed ON texts (recipient_id) WHERE state = 'owed' AND digest_id = id;
  CREATE INDEX texts_reserved ON texts (id) WHERE state = 'accepted' AND reserve_at IS NOT NULL;
  CREATE INDEX texts_to_send ON texts (practice, recipient_id, id)
    WHERE state = 'owed' AND refused_mark IS NULL AND channel = '';
  CREATE INDEX texts_owed ON texts (practice, id) WHERE state = 'owed' AND channel = '';
  CREATE INDEX texts_refused ON texts (channel, id) WHERE refused_mark IS NOT NULL;
  CREATE INDEX texts_to_look_up ON texts (id) WHERE state = 'unknown' AND request_id IS NULL AND channel = '';
  CREATE INDEX texts_held ON texts (held_until) WHERE held_until IS NOT NULL AND channel = '';
  CREATE INDEX texts_by_time ON texts (created_at) WHERE practice = 0 AND channel = '';
  CREATE INDEX channel_texts_to_send ON texts (practice, channel, id)
    WHERE state = 'owed' AND refused_mark IS NULL AND held_until IS NULL AND channel <> '';
  CREATE INDEX channel_texts_held ON texts (held_until) WHERE held_until IS NOT NULL AND channel <> '';
  CREATE INDEX texts_unsettled ON texts (practice, id)
    WHERE settled = 0 AND channel = '' AND state IN ('owed', 'unknown');
  CREATE INDEX texts_failed ON texts (changed_at) WHERE settled = 0 AND channel = '' AND state = 'failed';
  CREATE INDEX texts_not_taken ON texts (practice, id)
    WHERE settled = 0 AND channel >= 'alertmanager:' AND channel < 'alertmanager;' AND state IN ('owed', 'failed');

  CREATE TABLE text_changes (
    id INTEGER PRIMARY KEY,
    text_id INTEGER NOT NULL REFERENCES texts (id),
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason_json TEXT
  );
  CREATE INDEX text_changes_by_text ON text_changes (text_id);

  CREATE TABLE problems (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    params_json TEXT NOT NULL,
    cleared_at INTEGER
  );
  CREATE INDEX problems_by_time ON problems (at);

  CREATE TABLE engine_state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE images (
    hash TEXT PRIMARY KEY,
    body BLOB NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE sens_files (
    service TEXT NOT NULL,
    hash TEXT NOT NULL,
    file_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (service, hash)
  ) WITHOUT ROWID;

  CREATE TABLE requests (
    request_id TEXT PRIMARY KEY,
    at INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE policy_states (
    kind TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    key TEXT NOT NULL,
    state_json TEXT NOT NULL,
    due_at INTEGER,
    touched_at INTEGER NOT NULL,
    PRIMARY KEY (kind, rule_id, key)
  ) WITHOUT ROWID;
  CREATE INDEX policy_states_by_due ON policy_states (due_at) WHERE due_at IS NOT NULL;

  CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    rule_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    line TEXT NOT NULL,
    escalated_at INTEGER,
    alert_json TEXT
  );
  CREATE INDEX incidents_open ON incidents (state, id) WHERE state <> 'closed';
  CREATE INDEX incidents_alerting ON incidents (id) WHERE alert_json IS NOT NULL;

  CREATE TABLE incident_changes (
    id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    cause TEXT NOT NULL
  );
  CREATE INDEX incident_changes_by_incident ON incident_changes (incident_id);

  CREATE TABLE held_matches (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    rule_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    decision_json TEXT NOT NULL,
    count INTEGER NOT NULL,
    alert_id INTEGER,
    incident_id INTEGER
  );
  CREATE INDEX held_matches_by_time ON held_matches (at);
  CREATE INDEX held_matches_by_alert ON held_matches (alert_id) WHERE alert_id IS NOT NULL;
  CREATE INDEX held_matches_by_incident ON held_matches (incident_id, id) WHERE incident_id IS NOT NULL;

  CREATE TABLE "positions" (
    device TEXT NOT NULL,
    inode TEXT NOT NULL,
    born TEXT NOT NULL,
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    offset INTEGER NOT NULL,
    skipping INTEGER NOT NULL,
    proof_json TEXT NOT NULL,
    generation INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (device, inode, born)
  ) WITHOUT ROWID;
  CREATE INDEX positions_by_path ON positions (path);
  CREATE INDEX positions_by_inode ON positions (inode, born);

  CREATE TABLE journal_positions (
    selection TEXT PRIMARY KEY,
    cursor TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    file_ids_json TEXT NOT NULL DEFAULT '[]',
    adopted INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;

  CREATE TABLE shared_entries (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    selection TEXT NOT NULL
  );

  CREATE TABLE fallbacks (
    alert_id INTEGER NOT NULL,
    channel TEXT NOT NULL,
    text_id INTEGER NOT NULL,
    PRIMARY KEY (alert_id, channel)
  ) WITHOUT ROWID;

  CREATE TABLE received_alerts (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    starts_at INTEGER NOT NULL,
    ended_at INTEGER,
    changed_at INTEGER NOT NULL,
    expires_at INTEGER,
    expiry_json TEXT,
    labels_json TEXT
  );
  CREATE INDEX received_alerts_by_change ON received_alerts (changed_at);
  CREATE INDEX received_alerts_by_expiry ON received_alerts (expires_at) WHERE expires_at IS NOT NULL;

  CREATE TABLE received_alert_cases (
    alert_id INTEGER NOT NULL,
    rule_id TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (alert_id, rule_id, key)
  ) WITHOUT ROWID;
  CREATE INDEX received_alert_cases_by_rule ON received_alert_cases (rule_id, key);

  CREATE TABLE problem_reports (
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    since INTEGER NOT NULL,
    at INTEGER NOT NULL,
    alert_id INTEGER NOT NULL,
    ended INTEGER NOT NULL
  );
  CREATE INDEX problem_reports_by_problem ON problem_reports (code, subject, at);
  CREATE INDEX problem_reports_by_alert ON problem_reports (alert_id);
`;
