import Foundation
import Yams

/// What a program on this machine may take at most.
struct CommandLimits: Sendable, Equatable, Codable {
    private let values: [CommandLimit: Int]

    /// Reads the section `limits`.
    init(_ mapping: ConfigurationMapping) {
        var values: [CommandLimit: Int] = [:]
        for limit in CommandLimit.allCases {
            let key = limit.rawValue
            let value =
                limit.isSize
                ? mapping.optionalValue(key, as: ByteCount.self)?.bytes : mapping.optionalValue(key, as: Int.self)
            if let value, value < 1 { mapping.reject(key, "must be greater than 0") }
            values[limit] = value
        }
        self.values = values
    }

    /// Limits this process for good, and what it becomes; a limit that is lower already stays.
    func apply() throws(CommandError) {
        for limit in CommandLimit.allCases {
            guard let value = values[limit].map(UInt.init) else { continue }
            let resource = __rlimit_resource_t(limit.resource.rawValue)
            var bounds = rlimit()
            let isKnown = unsafe getrlimit(resource, &bounds) == 0
            bounds.rlim_max = min(value + limit.grace, bounds.rlim_max)
            bounds.rlim_cur = min(value, bounds.rlim_max)
            guard isKnown, unsafe setrlimit(resource, &bounds) == 0 else {
                throw .notConfined("its limit \(limit.rawValue) cannot be set", errno)
            }
        }
    }

    /// The limit that may be why a program failed, with its value; nil if none of them explains it.
    ///
    /// - Parameters:
    ///   - signal: The one that ended the program or what it started.
    ///   - words: The end of what it printed.
    ///   - cpuSeconds: What it took of the processors.
    func suspect(signal: Int32?, words: String, cpuSeconds: Double) -> String? {
        let limits = CommandLimit.allCases.filter { values[$0] != nil }
        let named = limits.first { $0.words.contains(where: words.contains) }
        let signalled = limits.filter { limit in signal.map(limit.signals.contains) ?? false }
        let isSpent = values[.cpuSeconds].map { cpuSeconds >= Double($0) } ?? false
        let limit = named ?? signalled.first { ($0 == .cpuSeconds) == isSpent } ?? signalled.first
        return limit.map { "\($0.rawValue) of \(text($0))" }
    }

    private func text(_ limit: CommandLimit) -> String {
        let value = values[limit] ?? 0
        return limit.isSize ? ByteCount(bytes: value).configuration?.string ?? "" : "\(value)"
    }
}
