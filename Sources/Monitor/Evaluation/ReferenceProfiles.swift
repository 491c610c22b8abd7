import Checks
import Dataset
import Foundation
import Statistics

/// The cached profiles of one reference data set during one evaluation.
///
/// What is found is checked by its checksum; what is damaged counts as absent and is written again. New profiles take
/// their place only with ``commit()``, once the evaluation knows that nobody replaced the data while they were read.
final class ReferenceProfiles: Sendable {
    private let folder: URL
    private let limit: Int
    private let identity: String
    private let state: StagedFiles
    private let counts: ProfileCacheCounts

    /// - Parameters:
    ///   - rows: What the profiles are of: other data, the same with other content, or other rows have others.
    ///   - counts: Where columns are counted that are there and that are not.
    init(_ cache: ProfileCache, model: String, of rows: DatasetView, counts: ProfileCacheCounts) {
        self.counts = counts
        folder = URL(filePath: cache.folder).appending(path: StableHash.of(model))
        limit = cache.limit
        identity = rows.identity
        state = StagedFiles()
    }

    /// The profile of a column read as a kind; nil if it is not there.
    func profile(_ column: String, kind: ColumnKind) -> ColumnProfile? {
        let url = url(column, kind)
        guard let profile = try? ProfileFile.read(url.path(percentEncoded: false)) else { return nil }
        counts.countHit()
        state.use(url)
        return profile
    }

    /// Keeps the profile of a column, for the time being under another name. That it cannot be kept is no fault.
    func stage(_ encoded: EncodedProfile, of column: String, kind: ColumnKind) {
        counts.countMiss()
        let byteCount = encoded.header.count + encoded.keys.count * 8
        guard state.reserve(byteCount, limit: limit) else { return }
        stage(at: url(column, kind)) { try ProfileFile.write(encoded, to: $0) }
    }

    /// What is known of the columns of a plan together; nil if it is not there.
    func facts(of plan: ColumnPlan) -> ReferenceFacts? {
        let url = url(plan)
        guard let text = try? String(contentsOf: url, encoding: .utf8), let facts = try? ReferenceFacts(text) else {
            return nil
        }
        state.use(url)
        return facts
    }

    /// Keeps what is known of the columns together.
    func stage(_ facts: ReferenceFacts, of plan: ColumnPlan) {
        stage(at: url(plan)) { try facts.text().write(toFile: $0, atomically: false, encoding: .utf8) }
    }

    /// Puts new profiles in their places and removes those of data that are gone.
    func commit() {
        let (staged, used) = state.take()
        for file in staged { _ = unsafe rename(file.temporary, file.final) }
        let kept = Set(staged.map { URL(filePath: $0.final).lastPathComponent } + used)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        for name in names where !kept.contains(name) {
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }

    deinit {
        for file in state.take().staged { unsafe unlink(file.temporary) }
    }

    private func stage(at url: URL, _ write: (String) throws -> Void) {
        let final = url.path(percentEncoded: false)
        let temporary = "\(final).\(UUID().uuidString).tmp"
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try write(temporary)
            state.add(temporary: temporary, final: final)
        } catch {
            unsafe unlink(temporary)
        }
    }

    private func url(_ column: String, _ kind: ColumnKind) -> URL {
        folder.appending(path: StableHash.of(identity, column, kind.rawValue, "\(EncodedProfile.schema)") + ".profile")
    }

    private func url(_ plan: ColumnPlan) -> URL {
        let columns = plan.columns.filter(\.isInReference).flatMap { [$0.name, $0.kind.rawValue] }
        return folder.appending(path: StableHash.of(columns + [identity]) + ".json")
    }
}
