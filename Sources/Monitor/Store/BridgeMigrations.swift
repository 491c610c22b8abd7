import GRDB

/// The history of the bridge's schema; entries are only ever appended.
enum BridgeMigrations {
    /// Every migration in order.
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("createDelivery") { try $0.execute(sql: createDelivery) }
        migrator.registerMigration("createEpisode") { try $0.execute(sql: createEpisode) }
        migrator.registerMigration("createTrigger") { try $0.execute(sql: createTrigger) }
        migrator.registerMigration("createDecision") { try $0.execute(sql: createDecision) }
        migrator.registerMigration("createAuditHead") { try AuditTrail.create(in: $0) }
        migrator.registerMigration("addPolicyLimits") { try $0.execute(sql: addPolicyLimits) }
        migrator.registerMigration("createRollout") { try $0.execute(sql: createRollout) }
        migrator.registerMigration("addEpisodeReview") { try EpisodeReviewMigration.apply(to: $0) }
        migrator.registerMigration("createRevokedSession") { try $0.execute(sql: createRevokedSession) }
        migrator.registerMigration("addSpending") { try SpendMigration.apply(to: $0) }
        migrator.registerMigration("createRejectedDelivery") { try $0.execute(sql: createRejectedDelivery) }
        return migrator
    }

    private static let createDelivery = """
        CREATE TABLE delivery (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
            received_at REAL NOT NULL,
            source TEXT NOT NULL,
            body BLOB NOT NULL,
            alerts INTEGER NOT NULL CHECK (alerts >= 0),
            malformed INTEGER NOT NULL CHECK (malformed >= 0),
            truncated INTEGER NOT NULL CHECK (truncated >= 0),
            triggered INTEGER NOT NULL CHECK (triggered >= 0),
            suppressed INTEGER NOT NULL CHECK (suppressed >= 0)
        ) STRICT;
        CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), at REAL NOT NULL) STRICT;
        """

    private static let createEpisode = """
        CREATE TABLE episode (
            id INTEGER PRIMARY KEY,
            fingerprint TEXT NOT NULL CHECK (fingerprint <> ''),
            labels TEXT NOT NULL,
            starts_at REAL NOT NULL,
            opened_at REAL NOT NULL,
            last_seen_at REAL NOT NULL,
            notifications INTEGER NOT NULL CHECK (notifications > 0),
            ends_at REAL,
            is_stale INTEGER NOT NULL CHECK (is_stale IN (0, 1))
        ) STRICT;
        CREATE UNIQUE INDEX episode_open ON episode (fingerprint) WHERE ends_at IS NULL AND is_stale = 0;
        CREATE INDEX episode_fingerprint ON episode (fingerprint, id);
        CREATE INDEX episode_last_seen ON episode (last_seen_at) WHERE ends_at IS NULL AND is_stale = 0;
        """

    private static let createTrigger = """
        CREATE TABLE "trigger" (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
            key TEXT NOT NULL UNIQUE CHECK (key = 'rt-' || id || '-a' || attempt),
            attempt INTEGER NOT NULL CHECK (attempt > 0),
            policy TEXT NOT NULL,
            subject TEXT NOT NULL,
            engine TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('held', 'awaiting_approval', 'queued', 'dispatching', 'running',
                'succeeded', 'failed', 'cancelled', 'dead', 'lost')),
            reason TEXT NOT NULL,
            request TEXT NOT NULL,
            created_at REAL NOT NULL,
            due_at REAL,
            finished_at REAL,
            missing_since REAL,
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            polls INTEGER NOT NULL CHECK (polls >= 0),
            run_id TEXT,
            run_url TEXT,
            CHECK ((finished_at IS NOT NULL) = (state IN ('succeeded', 'failed', 'cancelled', 'dead', 'lost'))),
            CHECK (state <> 'running' OR run_id IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX trigger_active ON "trigger" (policy, subject)
            WHERE state IN ('held', 'awaiting_approval', 'queued', 'dispatching', 'running');
        CREATE INDEX trigger_due ON "trigger" (due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX trigger_finished ON "trigger" (policy, subject, finished_at);
        CREATE TABLE trigger_transition (
            id INTEGER PRIMARY KEY,
            trigger_id TEXT NOT NULL REFERENCES "trigger" (id),
            at REAL NOT NULL,
            from_state TEXT,
            to_state TEXT NOT NULL,
            actor TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX trigger_transition_trigger ON trigger_transition (trigger_id, id);
        CREATE TRIGGER trigger_transition_update BEFORE UPDATE ON trigger_transition
            BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        CREATE TRIGGER trigger_transition_delete BEFORE DELETE ON trigger_transition
            BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        """

    private static let createDecision = """
        CREATE TABLE decision (
            id INTEGER PRIMARY KEY,
            delivery_id TEXT NOT NULL REFERENCES delivery (id),
            episode_id INTEGER REFERENCES episode (id),
            fingerprint TEXT NOT NULL,
            policy TEXT,
            trigger_id TEXT REFERENCES "trigger" (id),
            suppression TEXT,
            CHECK (trigger_id IS NOT NULL OR suppression IS NOT NULL)
        ) STRICT;
        CREATE INDEX decision_delivery ON decision (delivery_id);
        CREATE INDEX decision_episode ON decision (episode_id, policy) WHERE trigger_id IS NOT NULL;
        CREATE INDEX decision_trigger ON decision (trigger_id) WHERE trigger_id IS NOT NULL;
        """

    /// The states of a trigger changed, which only a new table can tell SQLite.
    private static let addPolicyLimits = """
        ALTER TABLE episode ADD COLUMN annotations TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE episode ADD COLUMN generator_url TEXT NOT NULL DEFAULT '';
        ALTER TABLE decision ADD COLUMN subject TEXT;
        ALTER TABLE decision ADD COLUMN at REAL NOT NULL DEFAULT 0;
        ALTER TABLE decision ADD COLUMN reconsider_at REAL;
        CREATE INDEX decision_subject ON decision (policy, subject, episode_id);
        CREATE INDEX decision_at ON decision (at);
        CREATE INDEX decision_reconsider ON decision (reconsider_at) WHERE reconsider_at IS NOT NULL;
        CREATE INDEX decision_pending ON decision (episode_id, policy) WHERE reconsider_at IS NOT NULL;
        CREATE TABLE new_trigger (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
            key TEXT NOT NULL UNIQUE CHECK (key = 'rt-' || id || '-a' || attempt),
            attempt INTEGER NOT NULL CHECK (attempt > 0),
            policy TEXT NOT NULL,
            subject TEXT NOT NULL,
            engine TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('held', 'awaiting_approval', 'queued', 'dispatching', 'running',
                'verifying', 'settling', 'unknown', 'succeeded', 'rejected', 'failed', 'cancelled', 'dead', 'lost')),
            reason TEXT NOT NULL,
            request TEXT NOT NULL,
            created_at REAL NOT NULL,
            due_at REAL,
            finished_at REAL,
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            may_have_started INTEGER NOT NULL DEFAULT 0 CHECK (may_have_started IN (0, 1)),
            was_in_doubt INTEGER NOT NULL DEFAULT 0 CHECK (was_in_doubt IN (0, 1)),
            first_called_at REAL,
            polls INTEGER NOT NULL CHECK (polls >= 0),
            run_id TEXT,
            run_url TEXT,
            started_at REAL,
            begun_at REAL,
            missing_since REAL,
            run_ended_at REAL,
            output TEXT NOT NULL DEFAULT '{}',
            verdict TEXT,
            resolved_at REAL,
            cancel_cause TEXT CHECK (cancel_cause IN ('person', 'resolved', 'deadline')),
            cancel_asked_at REAL,
            CHECK ((finished_at IS NOT NULL)
                = (state IN ('succeeded', 'rejected', 'failed', 'cancelled', 'dead', 'lost'))),
            CHECK (state NOT IN ('running', 'verifying', 'settling') OR run_id IS NOT NULL),
            CHECK (state <> 'dead' OR (run_id IS NULL AND may_have_started = 0))
        ) STRICT;
        INSERT INTO new_trigger (id, key, attempt, policy, subject, engine, state, reason, request, created_at, due_at,
                finished_at, attempts, polls, run_id, run_url, missing_since, run_ended_at)
            SELECT id, key, attempt, policy, subject, engine, state, reason, request, created_at, due_at,
                finished_at, attempts, polls, run_id, run_url, missing_since, iif(run_id IS NULL, NULL, finished_at)
            FROM "trigger";
        DROP TABLE "trigger";
        ALTER TABLE new_trigger RENAME TO "trigger";
        CREATE UNIQUE INDEX trigger_active ON "trigger" (policy, subject)
            WHERE state IN ('held', 'awaiting_approval', 'queued', 'dispatching', 'running', 'verifying', 'settling',
                'unknown');
        CREATE INDEX trigger_due ON "trigger" (due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX trigger_finished ON "trigger" (policy, subject, finished_at);
        CREATE INDEX trigger_created ON "trigger" (policy, created_at);
        """

    private static let createRollout = """
        CREATE TABLE rollout (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
            model TEXT NOT NULL CHECK (model <> ''),
            state TEXT NOT NULL CHECK (state IN ('running', 'completed', 'rolled_back')),
            rollout TEXT NOT NULL,
            started_at REAL NOT NULL,
            due_at REAL,
            finished_at REAL,
            CHECK ((finished_at IS NOT NULL) = (state <> 'running')),
            CHECK ((due_at IS NOT NULL) = (state = 'running'))
        ) STRICT;
        CREATE UNIQUE INDEX rollout_running ON rollout (model) WHERE state = 'running';
        CREATE INDEX rollout_model ON rollout (model, id);
        CREATE TABLE rollout_event (
            id INTEGER PRIMARY KEY,
            rollout_id TEXT NOT NULL REFERENCES rollout (id),
            at REAL NOT NULL,
            actor TEXT NOT NULL,
            percentage INTEGER NOT NULL CHECK (percentage BETWEEN 0 AND 100),
            state TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX rollout_event_rollout ON rollout_event (rollout_id, id);
        CREATE TRIGGER rollout_event_update BEFORE UPDATE ON rollout_event
            BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        CREATE TRIGGER rollout_event_delete BEFORE DELETE ON rollout_event
            BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        """

    private static let createRejectedDelivery = """
        CREATE TABLE rejected_delivery (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
            received_at REAL NOT NULL,
            sender TEXT NOT NULL,
            status INTEGER NOT NULL,
            reason TEXT NOT NULL,
            bytes INTEGER NOT NULL CHECK (bytes >= length(body)),
            body BLOB NOT NULL CHECK (length(body) <= 16384)
        ) STRICT;
        """

    private static let createRevokedSession = """
        CREATE TABLE revoked_session (
            nonce TEXT PRIMARY KEY NOT NULL CHECK (length(nonce) = 26),
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
