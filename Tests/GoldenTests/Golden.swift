import Checks
import Foundation

/// The recorded values of `Tests/Fixtures/golden`.
struct Golden: Decodable {
    struct StatTestCase: Decodable {
        let group: String
        let column: String
        let type: String
        let test: String
        let threshold: Double?
        let score: Number?
        let drift: Bool?
        let error: String?
        let isDefault: Bool?

        enum CodingKeys: String, CodingKey {
            case group, column, type, test, threshold, score, drift, error
            case isDefault = "default"
        }
    }

    struct BinningCase: Decodable {
        let group: String
        let column: String
        let edges: [Double]
        let referenceCounts: [Int]
        let currentCounts: [Int]

        enum CodingKeys: String, CodingKey {
            case group, column, edges
            case referenceCounts = "ref_counts"
            case currentCounts = "cur_counts"
        }
    }

    struct SciPyCase: Decodable {
        let group: String
        let column: String
        let ks: [Number]?
        let asymptoticKS: [Number]?
        let wasserstein: Number?
        let moments: [Number]?
        let chiSquare: [Number]?
        let contingency: [Number]?

        enum CodingKeys: String, CodingKey {
            case group, column, ks, wasserstein
            case asymptoticKS = "ks_asymp"
            case moments = "mean_std0_std1_ref"
            case chiSquare = "chisquare"
            case contingency = "chi2_contingency"
        }
    }

    struct ValueDriftCase: Decodable {
        let group: String
        let column: String
        let type: String
        let method: String?
        let score: Number?
        let methodDisplay: String?
        let threshold: Double?
        let error: String?

        enum CodingKeys: String, CodingKey {
            case group, column, type, method, score, threshold, error
            case methodDisplay = "method_display"
        }
    }

    struct MetricCase: Decodable {
        struct Sample: Decodable { let value: MetricValue }
        let group: String
        let metric: String
        let ctor: MetricArguments
        let current: [Sample]?
        let reference: [MetricValue?]?
        let error: String?

        /// The values of both data sets; nil where the library refused to compute one.
        var values: [(DatasetSide, MetricValue?)] {
            let current = [(DatasetSide.current, self.current?.first?.value)]
            guard let reference = reference?.first else { return current }
            return current + [(.reference, reference)]
        }
    }

    /// The arguments of those metrics that are compared.
    struct MetricArguments: Decodable {
        let column: String?
        let columns: [String]?
        let categories: [MetricValue]?
        let numericalMethod: String?
        let threshold: Double?
        let category: MetricValue?
        /// Of values in a list.
        let values: [MetricValue]?
        /// Of values in a range.
        let left: Double?
        let right: Double?
        let quantile: Double?
        let columnType: String?
        let k: Int?
        let beta: Double?
        let includesAllUsers: Bool?
        let isNormalized: Bool?
        let itemFeatures: [String]?
        /// Which of the numbers of a metric that has several.
        let part: String?
        let probabilityThreshold: Double?
        /// `quality.percentage_error` with these arguments; nil where they are left to the library.
        let percentageError: String?
        let others: Set<String>

        private struct AnyKey: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: AnyKey.self)
            func value<T: Decodable>(_ key: String) -> T? {
                try? container.decodeIfPresent(T.self, forKey: AnyKey(stringValue: key))
            }
            column = value("column")
            columns = value("columns")
            categories = value("categories")
            category = value("category")
            values = value("values")
            left = value("left")
            right = value("right")
            quantile = value("quantile")
            columnType = value("column_type")
            numericalMethod = value("num_method")
            threshold = value("threshold")
            k = value("k")
            beta = value("beta")
            includesAllUsers = value("no_feedback_users")
            isNormalized = value("normalize_arp")
            itemFeatures = value("item_features")
            part = value("metric")
            probabilityThreshold = value("probas_threshold")
            let settings: [(key: String, value: String?)] = [
                ("zeros", (value("zero_handling") as String?)?.replacingOccurrences(of: "none", with: "keep")),
                ("epsilon", (value("epsilon") as Double?).map { "\($0)" }),
                ("replacement", (value("replace_value") as Double?).map { "\($0)" }),
            ]
            let given = settings.compactMap { setting in setting.value.map { "\(setting.key): \($0)" } }
            percentageError = given.isEmpty ? nil : given.joined(separator: ", ")
            others = Set(container.allKeys.map(\.stringValue))
                .subtracting(["column", "columns", "categories", "category", "num_method", "threshold"])
        }
    }

    struct DatasetCase: Decodable {
        /// `num` or `cat` by column.
        let columns: [String: String]
    }

    let datasets: [String: DatasetCase]
    let stattests: [StatTestCase]
    let binning: [BinningCase]
    let scipy: [SciPyCase]
    let valuedrift: [ValueDriftCase]
    let metrics: [MetricCase]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/golden")

    static func load() throws -> Golden {
        try JSONDecoder().decode(Golden.self, from: Data(contentsOf: folder.appending(path: "golden.json")))
    }
}

/// A number that may be written as a string because it is not finite.
struct Number: Decodable {
    let value: Double

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Double.self) {
            self.value = value
        } else {
            let text = try container.decode(String.self)
            self.value = ["NaN": .nan, "Infinity": .infinity, "-Infinity": -.infinity][text] ?? .nan
        }
    }
}

/// A value as Evidently prints it: a number, or numbers by key, or columns of a table by row, or a label.
enum MetricValue: Decodable {
    case number(Double)
    case numbers([String: Number])
    case groups([String: [String: Number]])
    case text(String)
    case boolean(Bool)
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([String: Number].self) {
            self = .numbers(value)
        } else if let value = try? container.decode([String: [String: Number]].self) {
            self = .groups(value)
        } else {
            self = .other
        }
    }

    subscript(key: String) -> Double? {
        guard case .numbers(let numbers) = self else { return nil }
        return numbers[key]?.value
    }

    /// A number that is not finite is text.
    var number: Double? {
        switch self {
        case .number(let value): value
        case .text("NaN"): .nan
        case .text("Infinity"): .infinity
        case .text("-Infinity"): -.infinity
        default: nil
        }
    }
}
