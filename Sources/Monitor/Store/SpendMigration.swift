import GRDB

/// Adds what retrainings cost to a database, with the triggers that it holds.
enum SpendMigration {
    /// Brings a database up to date.
    static func apply(to database: Database) throws {
        try database.execute(sql: columns)
        try database.execute(sql: ledger)
        try database.execute(sql: fill)
    }

    /// A trigger from before costs 1, as one of a policy that says nothing of its cost: limits that count runs hold
    /// from the first day on, and no trigger that waits, or is run again, is free.
    private static let columns = """
        ALTER TABLE "trigger" ADD COLUMN cost REAL NOT NULL DEFAULT 1 CHECK (cost >= 0);
        ALTER TABLE decision ADD COLUMN detail TEXT;
        """

    /// Each key costs once, whatever becomes of its trigger; both indices answer without the table.
    private static let ledger = """
        CREATE TABLE spend (
            key TEXT PRIMARY KEY NOT NULL CHECK (key LIKE 'rt-%-a%'),
            policy TEXT NOT NULL,
            units REAL NOT NULL CHECK (units >= 0),
            begun_at REAL NOT NULL
        ) STRICT;
        CREATE INDEX spend_policy ON spend (policy, begun_at, units);
        CREATE INDEX spend_begun ON spend (begun_at, policy, units);
        """

    /// Of triggers that were run again only the last attempt is known.
    private static let fill = """
        INSERT INTO spend (key, policy, units, begun_at)
            SELECT key, policy, cost, coalesce(started_at, created_at) FROM "trigger"
            WHERE run_id IS NOT NULL OR (finished_at IS NOT NULL AND may_have_started = 1);
        """
}
