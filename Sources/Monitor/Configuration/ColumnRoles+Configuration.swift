import Checks
import Statistics
import Yams

extension ModelTask: ConfigurationChoice {
    static let placeholder = ModelTask.unsupervised
}

extension ColumnRoles {
    /// Reads `columns`: names of columns by role, lists of names and patterns by kind.
    ///
    /// - Parameter givenTask: The task of the model, if it says so.
    init(_ mapping: ConfigurationMapping, task givenTask: ModelTask?) {
        let task = givenTask ?? .unsupervised
        self.init(
            target: mapping.optionalValue("target"),
            prediction: mapping.optionalValue("prediction"),
            probabilities: ProbabilityColumns(mapping, task: task),
            timestamp: mapping.optionalValue("timestamp"),
            timestampUnit: mapping.optionalValue("timestamp_unit", as: TimestampUnit.self)?.unit,
            id: mapping.optionalValue("id"),
            user: mapping.optionalValue("user"),
            item: mapping.optionalValue("item"),
            positiveLabel: mapping.value("positive_label", default: Category.integer(1)),
            kinds: Dictionary(
                uniqueKeysWithValues: ColumnKind.allCases.map { ($0, mapping.value($0.rawValue, default: [String]())) }),
            include: mapping.value("include", default: []),
            exclude: mapping.value("exclude", default: []))
        if target != nil, givenTask == nil {
            mapping.reject("target", "needs the task, \(ModelTask.expectation); unsupervised only compares it")
        }
        if mapping.contains("timestamp_unit"), timestamp == nil {
            mapping.reject("timestamp_unit", "belongs to timestamp, which is missing")
        }
        if mapping.contains("positive_label"), task != .binaryClassification {
            mapping.reject("positive_label", "belongs to task: binary_classification, found \(task.rawValue)")
        }
        for key in ["user", "item"] where mapping.contains(key) && !task.isRanking {
            mapping.reject(key, "belongs to task: ranking or recommendation, found \(task.rawValue)")
        }
        let named =
            [target, prediction, timestamp, id, user, item].compactMap { $0 } + (probabilities?.names ?? [])
        for name in Set(named) where named.count(where: { $0 == name }) > 1 {
            mapping.reject("target", "and the other roles must be different columns, found \"\(name)\" twice")
        }
        for name in named where isExcluded(name) {
            mapping.reject("exclude", "covers \"\(name)\", which has a role")
        }
    }
}

/// What whole numbers count that stand for times.
private enum TimestampUnit: String, ConfigurationChoice {
    case s, ms, us, ns

    static let placeholder = TimestampUnit.s

    var unit: ColumnType.TimeUnit {
        switch self {
        case .s: .seconds
        case .ms: .milliseconds
        case .us: .microseconds
        case .ns: .nanoseconds
        }
    }
}

extension Category: ConfigurationValue {
    static let expectation = "a label: text, a number, true or false"
    static let placeholder = Category.integer(1)

    init?(configuration node: Node) {
        if let value = Bool(configuration: node) {
            self = .boolean(value)
        } else if let value = Int(configuration: node) {
            self = .integer(Int64(value))
        } else if let value = Double(configuration: node) {
            self = Category(number: value)
        } else if let value = String(configuration: node) {
            self = Category(value)
        } else {
            return nil
        }
    }

    var configuration: Node? {
        if case .text = self { Node(label, Tag(.str)) } else { Node(label) }
    }
}
