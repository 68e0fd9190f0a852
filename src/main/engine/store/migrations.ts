/** A step from one schema to the next. Numbered by their place, forward only, never edited once released. */
export interface Migration {
  /** The oldest schema number whose program can still read what this step leaves. */
  readonly minReader: number
  readonly sql: string
}

const plain = (kind: string): string =>
  `CREATE TABLE row_${kind} (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ver INTEGER NOT NULL, body TEXT NOT NULL);`

const first = `
${['group', 'brand', 'site', 'agent', 'queue', 'party', 'customer', 'identity', 'consent', 'vehicle', 'opportunity', 'touchpoint', 'commitment', 'outreach'].map(plain).join('\n')}
CREATE TABLE row_case (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ver INTEGER NOT NULL, body TEXT NOT NULL,
  party TEXT NOT NULL, site TEXT NOT NULL, listed INTEGER NOT NULL, state TEXT NOT NULL, owner TEXT, place TEXT NOT NULL, changed_at INTEGER NOT NULL
);
CREATE INDEX case_of_queue ON row_case (listed, state, place);
CREATE INDEX case_of_owner ON row_case (listed, state, owner, place);
CREATE INDEX case_changed ON row_case (listed, state, changed_at, party);
CREATE TABLE row_message (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ver INTEGER NOT NULL, body TEXT NOT NULL,
  case_id TEXT NOT NULL, number INTEGER NOT NULL
);
CREATE INDEX message_of_case ON row_message (case_id, number);

CREATE TABLE scope_name (s INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE row_scope (s INTEGER NOT NULL, kind INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (s, kind, n)) WITHOUT ROWID;
CREATE TABLE row_lookup (lookup TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (lookup, key, n)) WITHOUT ROWID;
CREATE TABLE scope (name TEXT PRIMARY KEY, state TEXT NOT NULL, token TEXT, used_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE quarantine (kind TEXT NOT NULL, id TEXT NOT NULL, ver INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE kv (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE VIEW message_words AS SELECT n, json_extract(body, '$.text') AS text FROM row_message;
CREATE VIRTUAL TABLE message_fts USING fts5(text, content='message_words', content_rowid='n', tokenize='unicode61 remove_diacritics 2');
CREATE VIEW case_words AS SELECT n, json_extract(body, '$.subject') AS subject, json_extract(body, '$.number') AS number,
  json_extract(body, '$.customerName') AS name, json_extract(body, '$.vehicle.plate') AS plate FROM row_case;
CREATE VIRTUAL TABLE case_fts USING fts5(subject, number, name, plate, content='case_words', content_rowid='n', tokenize='unicode61 remove_diacritics 2');
CREATE VIEW party_words AS SELECT n, json_extract(body, '$.name') AS name FROM row_party;
CREATE VIRTUAL TABLE party_fts USING fts5(name, content='party_words', content_rowid='n', tokenize='unicode61 remove_diacritics 2');

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, lane TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL,
  args TEXT NOT NULL, said_at INTEGER NOT NULL, after TEXT NOT NULL, state TEXT NOT NULL, code TEXT, decided_at INTEGER,
  case_id TEXT, party_id TEXT, message_id TEXT, text TEXT
);
CREATE INDEX outbox_of_state ON outbox (state, seq);
CREATE INDEX outbox_of_case ON outbox (case_id, state, seq);
CREATE TABLE draft (case_id TEXT NOT NULL, mode TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (case_id, mode)) WITHOUT ROWID;
`

/** The labels of the queue's views count without walking an index: each change of a case moves a count with it. */
const counted = `
CREATE TABLE case_count (listed INTEGER NOT NULL, state TEXT NOT NULL, owner TEXT NOT NULL, c INTEGER NOT NULL, PRIMARY KEY (listed, state, owner)) WITHOUT ROWID;
INSERT INTO case_count SELECT listed, state, coalesce(owner, ''), count(*) FROM row_case GROUP BY 1, 2, 3;
CREATE TRIGGER case_counted AFTER INSERT ON row_case BEGIN
  INSERT INTO case_count VALUES (new.listed, new.state, coalesce(new.owner, ''), 1) ON CONFLICT DO UPDATE SET c = c + 1;
END;
CREATE TRIGGER case_uncounted AFTER DELETE ON row_case BEGIN
  UPDATE case_count SET c = c - 1 WHERE listed = old.listed AND state = old.state AND owner = coalesce(old.owner, '');
END;
CREATE TRIGGER case_recounted AFTER UPDATE OF listed, state, owner ON row_case
WHEN old.listed <> new.listed OR old.state <> new.state OR old.owner IS NOT new.owner BEGIN
  UPDATE case_count SET c = c - 1 WHERE listed = old.listed AND state = old.state AND owner = coalesce(old.owner, '');
  INSERT INTO case_count VALUES (new.listed, new.state, coalesce(new.owner, ''), 1) ON CONFLICT DO UPDATE SET c = c + 1;
END;
`

/** Tables for what came with appointments and files. */
const expected = ['resource', 'appointment', 'attachment'].map(plain).join('\n')

/** What a command's fate needs: how old it can be, whether it has left, why it waits for a person. */
const fates = `
ALTER TABLE outbox ADD COLUMN hub_at INTEGER;
ALTER TABLE outbox ADD COLUMN pushed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN field TEXT;
ALTER TABLE outbox ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';
ALTER TABLE outbox ADD COLUMN replaced_by TEXT;
UPDATE outbox SET pushed = 1;
`

/** A day at a dealership is found by its hours, promises by who made them and when they are due; files lie in parts. */
const days = `
CREATE INDEX appointment_at ON row_appointment (json_extract(body, '$.site'), json_extract(body, '$.startsAt'));
CREATE INDEX commitment_due ON row_commitment (json_extract(body, '$.site'), json_extract(body, '$.dueAt')) WHERE json_extract(body, '$.state') = 'open';
CREATE INDEX commitment_of ON row_commitment (json_extract(body, '$.owner')) WHERE json_extract(body, '$.state') = 'open';
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, own INTEGER NOT NULL, sent INTEGER NOT NULL, used_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE blob_part (sha256 TEXT NOT NULL, place INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (sha256, place));
`

/** Tables for what came with supervision, and whispers found by their case. */
const floor = `${['presence', 'whisper'].map(plain).join('\n')}
CREATE INDEX whisper_of_case ON row_whisper (json_extract(body, '$.case'));
`

export const migrations: readonly Migration[] = [
  { minReader: 1, sql: first },
  { minReader: 1, sql: counted },
  { minReader: 1, sql: expected },
  { minReader: 1, sql: fates },
  { minReader: 1, sql: days },
  { minReader: 1, sql: floor },
]
