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

    /// Raw values of scipy by what they are of: numbers, texts, or why there are none.
    struct SciPyCase: Decodable {
        enum Recorded: Decodable {
            case numbers([Double])
            case texts([String])
            case failure(String)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let numbers = try? container.decode([Number].self), numbers.allSatisfy(\.isNumber) {
                    self = .numbers(numbers.map(\.value))
                } else if let number = try? container.decode(Double.self) {
                    self = .numbers([number])
                } else if let texts = try? container.decode([String].self) {
                    self = .texts(texts)
                } else {
                    self = .failure(try container.decode(String.self))
                }
            }
        }

        let group: String
        let column: String
        let fields: [String: Recorded]

        init(from decoder: any Decoder) throws {
            var fields = try decoder.singleValueContainer().decode([String: Recorded].self)
            func take(_ key: String) throws -> String {
                guard case .failure(let text) = fields.removeValue(forKey: key) else {
                    throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no \(key)"))
                }
                return text
            }
            group = try take("group")
            column = try take("column")
            self.fields = fields
        }

        /// The numbers of a field; nil where scipy failed.
        subscript(field: String) -> [Double]? {
            guard case .numbers(let numbers) = fields[field] else { return nil }
            return numbers
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
        struct Sample: Decodable {
            /// Such as `CorrelationMatrix(kind=pearson)`, where a metric has several values.
            let name: String?
            let value: MetricValue

            enum CodingKeys: String, CodingKey {
                case value
                case name = "metric_name"
            }
        }

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
        /// What `drift` says with these arguments; empty where they are left to the library.
        let drift: String
        /// The methods of numerical and of categorical columns.
        let methods: String
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
            column = value("column") ?? value("column_name")
            columns = value("columns")
            categories = value("categories")
            category = value("category")
            values = value("values")
            left = value("left")
            right = value("right")
            quantile = value("quantile")
            columnType = value("column_type")
            let methods: [String] = ["num_method", "cat_method"].compactMap(value)
            self.methods = methods.isEmpty ? "auto" : methods.joined(separator: ", ")
            let choices: [(key: String, value: String?)] = [
                ("numerical", value("num_method")), ("categorical", value("cat_method")),
                ("numerical_threshold", (value("num_threshold") as Double?).map { "\($0)" }),
                ("categorical_threshold", (value("cat_threshold") as Double?).map { "\($0)" }),
                ("share", (value("drift_share") as Double?).map { "\($0)" }),
            ]
            drift = choices.compactMap { choice in choice.value.map { "\(choice.key): \($0)" } }
                .joined(separator: ", ")
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
        }
    }

    /// Conditions on a metric, as Evidently's tests.
    struct ConditionCase: Decodable {
        struct Condition: Decodable {
            let name: String
            let status: String
        }

        let group: String
        let metric: String
        let ctor: MetricArguments
        let current: [MetricCase.Sample]
        let tests: [Condition]
    }

    struct DatasetCase: Decodable {
        /// `num` or `cat` by column.
        let columns: [String: String]
    }

    let datasets: [String: DatasetCase]
    let stattests: [StatTestCase]
    let binning: [BinningCase]
    let hellingerEdges: [BinningCase]
    let scipy: [SciPyCase]
    let valuedrift: [ValueDriftCase]
    let metrics: [MetricCase]
    let tests: [ConditionCase]

    enum CodingKeys: String, CodingKey {
        case datasets, stattests, binning, scipy, valuedrift, metrics, tests
        case hellingerEdges = "hellinger_edges"
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/golden")

    static func load() throws -> Golden {
        try JSONDecoder().decode(Golden.self, from: Data(contentsOf: folder.appending(path: "golden.json")))
    }
}

/// A number that may be written as a string because it is not finite.
struct Number: Decodable {
    private static let notFinite: [String: Double] = ["NaN": .nan, "Infinity": .infinity, "-Infinity": -.infinity]

    let value: Double
    /// Whether it was one; a text that is none of the above is not.
    let isNumber: Bool
    /// What was written where it is not a number.
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let number = try? container.decode(Double.self)
        text = number == nil ? try container.decode(String.self) : ""
        value = number ?? Self.notFinite[text] ?? .nan
        isNumber = number != nil || Self.notFinite[text] != nil
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
