import Logging

/// What a reload put in force, and what it refused.
struct ConfigurationChange: Sendable, Equatable {
    /// Entries of a list, by their names in the order of the list.
    struct Names: Sendable, Equatable {
        let added: [String]
        let removed: [String]
        let changed: [String]

        init<Entry: Equatable>(from old: [Entry], to new: [Entry], by name: (Entry) -> String) {
            let before = Dictionary(old.map { (name($0), $0) }) { first, _ in first }
            let after = Dictionary(new.map { (name($0), $0) }) { first, _ in first }
            added = new.map(name).filter { before[$0] == nil }
            removed = old.map(name).filter { after[$0] == nil }
            changed = new.map(name).filter { name in before[name].map { $0 != after[name] } ?? false }
        }
    }

    let models: Names
    let policies: Names
    /// Other sections that are not what they were.
    let sections: [String]
    /// Why files of `models_files` are not in force as they are.
    let problems: [InvalidConfiguration]

    init(from old: Configuration, to new: Configuration) {
        models = Names(from: old.models, to: new.models, by: \.name)
        policies = Names(from: old.policies, to: new.policies, by: \.name)
        sections = [
            ("global", old.global != new.global), ("bridge", old.bridge != new.bridge),
            ("prometheus", old.prometheus != new.prometheus), ("alertmanager", old.alertmanager != new.alertmanager),
        ]
        .filter(\.1).map(\.0)
        problems = new.modelsFiles.compactMap(\.problem)
    }

    /// What changed, each with its names; empty if nothing did.
    private var parts: [(key: String, names: [String])] {
        [
            ("models.added", models.added), ("models.removed", models.removed), ("models.changed", models.changed),
            ("policies.added", policies.added), ("policies.removed", policies.removed),
            ("policies.changed", policies.changed), ("sections.changed", sections),
        ]
        .filter { !$0.names.isEmpty }
    }

    /// Whether all is as it was.
    var isEmpty: Bool { parts.isEmpty }

    /// The change for a log line.
    var metadata: Logger.Metadata {
        Dictionary(parts.map { ($0.key, "\($0.names.joined(separator: ", "))") }) { first, _ in first }
    }
}

extension ConfigurationChange: CustomStringConvertible {
    /// One line for each kind of change, and for each mistake.
    var description: String {
        let changes = parts.map { part in
            let names = part.names.map(\.printable).joined(separator: ", ")
            return "\(part.key.replacing(".", with: " ")): \(names)"
        }
        return ((changes.isEmpty ? ["nothing changed"] : changes) + problems.map(\.description))
            .joined(separator: "\n")
    }
}
