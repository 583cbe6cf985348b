/**
 * Migrations of the ledger, the first from an empty file to version 1: `PRAGMA user_version` is the number that a file
 * has taken. New ones go to the end and to schema.ts; those of a released version never change.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE positions (
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
    PRIMARY KEY (device, inode)
  ) WITHOUT ROWID;
  CREATE INDEX positions_by_path ON positions (path);

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
    alert_id INTEGER REFERENCES alerts (id)
  );
  CREATE INDEX matches_by_time ON matches (at);
  CREATE INDEX matches_by_alert ON matches (alert_id);

  CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    content TEXT NOT NULL,
    held INTEGER NOT NULL
  );
  CREATE INDEX alerts_by_kind ON alerts (kind, at);

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
    changed_at INTEGER NOT NULL
  );
  CREATE INDEX texts_by_state ON texts (state, id);
  CREATE INDEX texts_by_alert ON texts (alert_id);
  CREATE INDEX texts_by_request ON texts (request_id) WHERE request_id IS NOT NULL;

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

  CREATE TABLE rule_states (
    rule_id TEXT PRIMARY KEY,
    last_alert_at INTEGER NOT NULL,
    held INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE engine_state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  CREATE INDEX positions_by_inode ON positions (inode, born);
  `,
  `
  ALTER TABLE texts ADD COLUMN cost_won INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE texts ADD COLUMN rule_id TEXT NOT NULL DEFAULT '';
  UPDATE texts SET rule_id = COALESCE((SELECT rule_id FROM alerts WHERE id = texts.alert_id), '');
  CREATE INDEX texts_by_time ON texts (created_at) WHERE practice = 0;
  `,
  `
  ALTER TABLE texts ADD COLUMN image TEXT;

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
  `,
  // refused_mark: fingerprint of what SENS refused the text with; null while it may be retried. resent_at: when a
  // person sent it again. digest_id: the digest that replaces this overdue text, or its own id for a digest. requests:
  // every request that SENS accepted, as a text that is sent again forgets its own.
  `
  ALTER TABLE texts ADD COLUMN refused_mark TEXT;
  ALTER TABLE texts ADD COLUMN resent_at INTEGER;
  ALTER TABLE texts ADD COLUMN digest_id INTEGER;
  CREATE INDEX texts_to_send ON texts (practice, recipient_id, id) WHERE state = 'owed' AND refused_mark IS NULL;
  CREATE INDEX texts_owed ON texts (practice, id) WHERE state = 'owed';
  CREATE INDEX texts_refused ON texts (id) WHERE refused_mark IS NOT NULL;
  CREATE INDEX texts_to_look_up ON texts (id) WHERE state = 'unknown' AND request_id IS NULL;
  CREATE INDEX texts_by_digest ON texts (digest_id) WHERE digest_id IS NOT NULL;
  CREATE INDEX texts_digests_owed ON texts (recipient_id) WHERE state = 'owed' AND digest_id = id;
  CREATE TABLE requests (
    request_id TEXT PRIMARY KEY,
    at INTEGER NOT NULL
  ) WITHOUT ROWID;
  INSERT INTO requests SELECT request_id, MAX(changed_at) FROM texts WHERE request_id IS NOT NULL GROUP BY request_id;
  `,
  `
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
  DROP TABLE rule_states;
  `,
  // incidents: numbered by the alert policy. incident_id of an alert: the incident it escalates.
  `
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
    escalated_at INTEGER
  );
  CREATE INDEX incidents_open ON incidents (state, id) WHERE state <> 'closed';

  CREATE TABLE incident_changes (
    id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    cause TEXT NOT NULL
  );
  CREATE INDEX incident_changes_by_incident ON incident_changes (incident_id);

  ALTER TABLE matches ADD COLUMN incident_id INTEGER;
  CREATE INDEX matches_by_incident ON matches (incident_id, id) WHERE incident_id IS NOT NULL;
  ALTER TABLE alerts ADD COLUMN incident_id INTEGER;
  CREATE INDEX alerts_by_incident ON alerts (incident_id) WHERE incident_id IS NOT NULL;
  `,
  // reserve_at: the text's scheduled time, kept by SENS or else by Logbell. held_until: the end of Logbell's hold.
  `
  ALTER TABLE texts ADD COLUMN reserve_at INTEGER;
  ALTER TABLE texts ADD COLUMN held_until INTEGER;
  CREATE INDEX texts_held ON texts (held_until) WHERE held_until IS NOT NULL;
  CREATE INDEX texts_reserved ON texts (id) WHERE state = 'accepted' AND reserve_at IS NOT NULL;
  `,
  // Place of a match's line (file-positions.ts); null for older matches and those found in no file.
  `
  ALTER TABLE matches ADD COLUMN offset INTEGER;
  ALTER TABLE matches ADD COLUMN found_in_json TEXT;
  `,
  // Most matches are held: rows without an alert need no index entry.
  `
  DROP INDEX matches_by_alert;
  CREATE INDEX matches_by_alert ON matches (alert_id) WHERE alert_id IS NOT NULL;
  `,
  // Counts of held matches in a flood, by rule, decision and incident; at and last_at: times of the first and the last.
  `
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
  `,
  // A new file that reuses an inode keeps the position of the old one, of which there may still be copies.
  `
  CREATE TABLE positions_by_birth (
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
  INSERT INTO positions_by_birth (device, inode, born, source, path, offset, skipping, proof_json, generation, updated_at)
  SELECT device, inode, born, source, path, offset, skipping, proof_json, generation, updated_at FROM positions;
  DROP TABLE positions;
  ALTER TABLE positions_by_birth RENAME TO positions;
  CREATE INDEX positions_by_path ON positions (path);
  CREATE INDEX positions_by_inode ON positions (inode, born);
  `,
  // Place of a match's entry in the systemd journal; null for a match in a file.
  `
  CREATE TABLE journal_positions (
    selection TEXT PRIMARY KEY,
    cursor TEXT NOT NULL,
    updated_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  ALTER TABLE matches ADD COLUMN cursor TEXT;
  ALTER TABLE matches ADD COLUMN unit TEXT;
  ALTER TABLE matches ADD COLUMN boot TEXT;
  `,
  // Entries of the settings that a journal position belongs to, and whether it was another selection's.
  `
  ALTER TABLE journal_positions ADD COLUMN file_ids_json TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE journal_positions ADD COLUMN adopted INTEGER NOT NULL DEFAULT 0;
  `,
  // Matches in entries of the journal that several followed selections hold, by rule and cursor.
  `
  CREATE TABLE shared_entries (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, selection TEXT NOT NULL);
  `,
  // channel: id of the channel that delivers it; empty for SENS, whose indexes hold only its own texts. facts_json: what
  // a channel adds to the content.
  `
  ALTER TABLE texts ADD COLUMN channel TEXT NOT NULL DEFAULT '';
  ALTER TABLE texts ADD COLUMN facts_json TEXT;
  DROP INDEX texts_to_send;
  DROP INDEX texts_owed;
  DROP INDEX texts_refused;
  DROP INDEX texts_to_look_up;
  DROP INDEX texts_held;
  DROP INDEX texts_by_time;
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
  `,
  // fallbacks: alerts that fallback channels have reported, each by the message text_id. settled: 1 for a text through
  // SENS whose alert all fallback channels know, so that it is not looked at again.
  `
  CREATE TABLE fallbacks (
    alert_id INTEGER NOT NULL,
    channel TEXT NOT NULL,
    text_id INTEGER NOT NULL,
    PRIMARY KEY (alert_id, channel)
  ) WITHOUT ROWID;
  ALTER TABLE texts ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX texts_unsettled ON texts (practice, id)
    WHERE settled = 0 AND channel = '' AND state IN ('owed', 'unknown');
  CREATE INDEX texts_failed ON texts (changed_at) WHERE settled = 0 AND channel = '' AND state = 'failed';
  `,
  // alert_json: the incident's alert at Alertmanager (ClusterAlert); null for none, or once its end has been sent.
  `
  ALTER TABLE incidents ADD COLUMN alert_json TEXT;
  CREATE INDEX incidents_alerting ON incidents (id) WHERE alert_json IS NOT NULL;
  CREATE INDEX texts_not_taken ON texts (practice, id)
    WHERE settled = 0 AND channel >= 'alertmanager:' AND channel < 'alertmanager;' AND state IN ('owed', 'failed');
  `,
  // Alerts that other programs sent; ended_at is null while one fires, and expires_at the end unless it is sent again.
  // received_alert_cases: rules and group values whose incidents a firing alert keeps open.
  `
  CREATE TABLE received_alerts (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    starts_at INTEGER NOT NULL,
    ended_at INTEGER,
    changed_at INTEGER NOT NULL,
    expires_at INTEGER,
    expiry_json TEXT
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
  `,
  // Problems that the messages of an alert report, or (ended = 1) their end; since: begin of the problem, at: time of the
  // messages. They are about each problem with this code and subject that began in between.
  `
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
  `,
  // Labels of a received alert; null for one that an earlier version received.
  `
  ALTER TABLE received_alerts ADD COLUMN labels_json TEXT;
  `,
  // Labels and annotations of the received alert that a match is; null for any other match.
  `
  ALTER TABLE matches ADD COLUMN received_json TEXT;
  `,
];
