import Foundation
import Testing

@testable import Dataset

/// Which folders an evaluation at noon of 2026-11-27 needs.
struct FolderWindowTests {
    /// 2026-11-27 12:00:00 UTC.
    private static let now: Int64 = 1_795_780_800_000_000_000

    private func kept(
        _ folders: [String], by columns: [String] = ["date"], hours: Int64 = 24, lag: Int64 = 0, slack: Int64 = 0
    ) -> [String] {
        let window = FolderWindow(columns: columns, reach: (hours + lag) * 3600, lag: lag * 3600, slack: slack * 3600)
        let kept = window.kept(folders.map { $0 + "/x.parquet" }, at: Self.now)
        return zip(folders, kept).filter(\.1).map(\.0)
    }

    @Test(
        arguments: [
            (["date=2026-11-24", "date=2026-11-25", "date=2026-11-26", "date=2026-11-27"], ["date"], 2),
            (["date=20261125", "date=20261126", "date=20261127"], ["date"], 2),
            (["dt=2026-11-26T11", "dt=2026-11-26T12", "dt=2026-11-26T13", "dt=2026-11-27-12"], ["dt"], 3),
            (["a/dt=2026-11-25/b=1", "a/dt=2026-11-26/b=1", "a/dt=2026-11-27/b=2"], ["dt"], 2),
            (
                [
                    "year=2025/month=12/day=31", "year=2026/month=9/day=30", "year=2026/month=11/day=26",
                    "year=2026/month=11/day=27",
                ], ["year", "month", "day"], 2
            ),
            (["year=2025", "year=2026"], ["year", "month"], 1),
            (["date=2026-11-26/hour=11", "date=2026-11-26/hour=12", "date=2026-11-27/hour=03"], ["date", "hour"], 2),
            (["date=2026%2D11%2D24", "date=2026%2D11%2D25", "date=2026%2D11%2D26"], ["date"], 1),
        ] as [([String], [String], Int)])
    func `folders before the window are left out`(folders: [String], columns: [String], count: Int) {
        #expect(kept(folders, by: columns) == folders.suffix(count))
    }

    /// In some zone it is still the day before, in another the day after.
    @Test func `the zone of the names may be any, unless slack says otherwise`() {
        let days = (20...29).map { "date=2026-11-\($0)" }
        #expect(kept(days, slack: 14) == days.suffix(5))
        #expect(kept(days, slack: 0) == days.suffix(4))
        #expect(kept(days, slack: 48) == days.suffix(6))
    }

    /// `month=2026-10-01` is named like a day; so is the last day before a gap.
    @Test func `a folder lasts until the next`() {
        let months = ["date=2026-09-01", "date=2026-10-01", "date=2026-11-01", "date=2026-12-01"]
        #expect(kept(months) == months.suffix(2))
        let gap = ["date=2026-11-01", "date=2026-11-20", "date=2026-11-27"]
        #expect(kept(gap) == gap.suffix(2))
        // However old the newest rows are, they are of account: a window that is empty says how old.
        #expect(kept(["date=2020-01-01", "date=2020-01-02"]) == ["date=2020-01-02"])
    }

    @Test func `folders are compared within their parent`() {
        let folders = [
            "region=eu/date=2026-11-01", "region=eu/date=2026-11-02", "region=us/date=2026-11-26",
            "region=us/date=2026-11-27",
        ]
        #expect(kept(folders) == Array(folders.dropFirst()))
    }

    /// What is later than the evaluation is counted, wherever the window is.
    @Test func `of folders behind a window the newest and those to come stay`() {
        let days = (10...29).map { "date=2026-11-\($0)" }
        let week = kept(days, hours: 24, lag: 7 * 24)
        #expect(week == ["date=2026-11-19", "date=2026-11-20"] + days.suffix(3))
    }

    @Test(
        arguments: [
            "date=unknown", "date=__HIVE_DEFAULT_PARTITION__", "date=2020-02-30", "date=2020-13-01", "date=1577836800",
            "date=1712121212", "date=2020-1", "date=2020-01-01 10%3A00%3A00", "date=2020-01-01-10-00", "date=", "date",
            "Date=2020-01-01", "old", "date=20200101T25", "date=-2020-01-01", "date=２０２０-01-01",
        ])
    func `what tells no time is kept, and what tells a month is compared`(folder: String) {
        let known = ["date=2020-01-01", "date=2020-01-02", "date=2026-11-27"]
        let expected = folder == "date=2020-1" ? 2 : 3
        #expect(kept(known + [folder]).count == expected, "\(kept(known + [folder]))")
        #expect(kept([folder]) == [folder])
    }

    @Test func `files in the folder of the data set itself are kept`() {
        let window = FolderWindow(columns: ["date"], reach: 86_400, lag: 0)
        #expect(window.kept(["x.parquet", "date=2020-01-01"], at: Self.now) == [true, true])
        #expect(window.kept([], at: Self.now) == [])
    }
}
