import GRDB

/// Adds to episodes what operators say of them, and what their history is asked by.
enum EpisodeReviewMigration {
    /// Brings a database up to date, with the episodes that it holds.
    static func apply(to database: Database) throws {
        try database.execute(sql: columns)
        try database.execute(sql: fill)
        try database.execute(sql: indices)
        try database.execute(sql: events)
    }

    private static let columns = """
        ALTER TABLE episode ADD COLUMN alertname TEXT NOT NULL DEFAULT '';
        ALTER TABLE episode ADD COLUMN model TEXT NOT NULL DEFAULT '';
        ALTER TABLE episode ADD COLUMN severity TEXT NOT NULL DEFAULT 'other'
            CHECK (severity IN ('critical', 'warning', 'info', 'other'));
        ALTER TABLE episode ADD COLUMN acknowledged_at REAL;
        ALTER TABLE episode ADD COLUMN acknowledged_by TEXT
            CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL));
        ALTER TABLE episode ADD COLUMN false_positive_at REAL;
        ALTER TABLE episode ADD COLUMN false_positive_by TEXT
            CHECK ((false_positive_by IS NULL) = (false_positive_at IS NULL));
        """

    private static let fill = """
        UPDATE episode SET
            alertname = coalesce(json_extract(labels, '$.alertname'), ''),
            model = coalesce(json_extract(labels, '$.model'), ''),
            severity = CASE WHEN json_extract(labels, '$.severity') IN ('critical', 'warning', 'info')
                THEN json_extract(labels, '$.severity') ELSE 'other' END
        WHERE json_valid(labels);
        """

    /// The history of months is summed up from an index alone.
    private static let indices = """
        CREATE INDEX episode_opened ON episode
            (opened_at, alertname, model, severity, starts_at, ends_at, false_positive_at);
        CREATE INDEX episode_alert ON episode (alertname, model);
        CREATE INDEX episode_active ON episode (severity) WHERE ends_at IS NULL AND is_stale = 0;
        """

    private static let events = """
        CREATE TABLE episode_event (
            id INTEGER PRIMARY KEY,
            episode_id INTEGER NOT NULL REFERENCES episode (id),
            at REAL NOT NULL,
            action TEXT NOT NULL CHECK (action IN
                ('acknowledge', 'unacknowledge', 'mark-false-positive', 'unmark-false-positive')),
            actor TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX episode_event_episode ON episode_event (episode_id, id);
        CREATE TRIGGER episode_event_update BEFORE UPDATE ON episode_event
            BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        CREATE TRIGGER episode_event_delete BEFORE DELETE ON episode_event
            BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        """
}
