import Checks
import Dataset
import Statistics
import Testing

@testable import Monitor

/// What a command line says of models is read like a file, and goes before it.
struct ConfigurationOverridesTests {
    private static let file = """
        models:
          - name: one
            task: regression
            reference: {path: r.csv}
            current: {path: c.csv}
            columns: {target: y, numerical: [a, b], exclude: [id]}
            drift: {test: ks, threshold: 0.01, numerical: psi, columns: {a: {test: ed, threshold: 0.3}, "*": {test: z}}}
          - name: two
            reference: {path: r.csv}
            current: {path: c.csv}
        """

    private func models(
        _ text: String = file, of names: [String] = [], _ set: (inout ConfigurationOverrides) -> Void
    ) throws -> [ModelDefinition] {
        var overrides = ConfigurationOverrides()
        set(&overrides)
        let document = try ConfigurationDocument(text: text, file: "m.yml").overridden(by: overrides, models: names)
        return try Configuration(document).models.map(\.definition)
    }

    private func mistakes(_ set: (inout ConfigurationOverrides) -> Void) -> String {
        var overrides = ConfigurationOverrides()
        set(&overrides)
        do {
            _ = try Configuration(model: "data", reference: "r.csv", current: "c.csv", overrides: overrides)
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test func `no settings change nothing`() throws {
        let plain = try Configuration(text: Self.file).models.map(\.definition)
        #expect(try models { _ in } == plain)
    }

    @Test func `settings replace those of the file, key by key`() throws {
        let model = try #require(
            try models {
                $0.set("p", at: "columns", "prediction")
                $0.setList(["c,d", "e*"], at: "columns", "numerical")
                $0.setTest("wasserstein")
                $0.setTest("categorical=g_test")
                $0.setTest("a=ks")
                $0.setThreshold("numerical=0.2")
                $0.setScalar("0.25", at: "drift", "share")
                $0.set("evidently", at: "drift", "compat")
            }.first)
        #expect(model.columns.target == "y")
        #expect(model.columns.prediction == "p")
        #expect(model.columns.kinds[.numerical] == ["c", "d", "e*"])
        #expect(model.columns.exclude == ["id"])
        #expect(model.drift.share == 0.25)
        #expect(model.drift.testSettings.compatibility == .evidently)
        #expect(model.drift.all == .init(test: .named("wasserstein"), threshold: 0.01))
        #expect(model.drift.kinds[.numerical] == .init(test: .named("psi"), threshold: 0.2))
        #expect(model.drift.kinds[.categorical] == .init(test: .named("g_test")))
        #expect(model.drift.columns.first == .init(NamePattern("a"), .init(test: .named("ks"), threshold: 0.3)))
        #expect(model.drift.columns.count == 2)
    }

    @Test func `a column of the command line goes before the patterns of the file`() throws {
        let model = try #require(try models { $0.setTest("mfcc_*=ks") }.first)
        #expect(model.drift.columns.map(\.columns.text) == ["mfcc_*", "a", "*"])
    }

    @Test func `what holds for all is changed as well, be there a section for it or not`() throws {
        func global(_ text: String) throws -> GlobalConfiguration {
            var overrides = ConfigurationOverrides()
            overrides.setGlobal("bounds", at: "beyond_budget")
            let document = try ConfigurationDocument(text: text, file: "m.yml").overridden(by: overrides, models: [])
            return try Configuration(document).global
        }
        #expect(try global(Self.file).memory.beyondBudget == .bounds)
        let configured = try global("global: {memory_budget: 32MB, beyond_budget: spill}\n" + Self.file)
        #expect(configured.memory.beyondBudget == .bounds)
        #expect(configured.memory.budget == 32 << 20)
        var overrides = ConfigurationOverrides()
        overrides.setGlobal("bounds", at: "beyond_budget")
        let typed = try Configuration(model: "m", reference: "r.csv", current: "c.csv", overrides: overrides)
        #expect(typed.global.memory.beyondBudget == .bounds)
        #expect(
            mistakes { $0.setGlobal("guess", at: "beyond_budget") }.contains("one of spill, bounds, found \"guess\""))
    }

    @Test func `only the models that are named are changed`() throws {
        let models = try models(of: ["two"]) { $0.setThreshold("0.5") }
        #expect(models.map(\.drift.all.threshold) == [0.01, 0.5])
    }

    @Test func `names of columns may hold an equals sign`() throws {
        let model = try #require(
            try models {
                $0.setTest("a=b=ks")
                $0.setThreshold("a=b=0.5")
            }.first)
        #expect(
            model.drift.columns.first == .init(NamePattern("a=b"), .init(test: .named("ks"), threshold: 0.5)))
    }

    @Test(
        arguments: [
            ("1", .integer(1)), ("\"1\"", Category("1")), ("'a'", Category("a")), ("true", .boolean(true)),
            ("yes", Category("yes")), ("0.5", Category(number: 0.5)), ("null", Category("null")), ("", Category("")),
            ("a: b", Category("a: b")), ("-3", .integer(-3)),
        ] as [(String, Statistics.Category)])
    func `a label is a number or a truth value where it looks like one`(text: String, label: Statistics.Category) throws
    {
        let model = try #require(
            try models(
                """
                models:
                  - {name: m, task: binary_classification, reference: {path: r}, current: {path: c}}
                """
            ) { $0.setScalar(text, at: "columns", "positive_label") }.first)
        #expect(model.columns.positiveLabel == label)
    }

    @Test func `two data sets need no file`() throws {
        var overrides = ConfigurationOverrides()
        overrides.set("multiclass_classification", at: "task")
        overrides.set("7", at: "columns", "target")
        overrides.setNamed("a b=p_a", at: "columns", "probabilities")
        overrides.setNamed("2=p_2", at: "columns", "probabilities")
        let configuration = try Configuration(
            model: "data", reference: "/r: {}.csv", current: "c.csv", overrides: overrides)
        let model = try #require(configuration.models.first)
        #expect(model.name == "data")
        #expect(model.reference.path == "/r: {}.csv")
        #expect(model.current.path.hasPrefix("/") && model.current.path.hasSuffix("/c.csv"))
        #expect(model.definition.columns.target == "7")
        #expect(
            model.definition.columns.probabilities == .labels(["p_a": Category("a b"), "p_2": Category("2")]))
    }

    @Test func `mistakes of a command line are told as those of a file`() {
        #expect(
            mistakes { $0.setTest("numerical=psii") }.hasPrefix(
                "command line: \"numerical\" must be auto or one of ks, "))
        #expect(mistakes { $0.setTest("psii") }.hasSuffix("found \"psii\"; did you mean \"psi\"?"))
        #expect(mistakes { $0.setTest("text=ks") }.contains("one of tfidf_cosine, text_length, oov, found \"ks\""))
        #expect(mistakes { $0.setTest("datetime=ks") }.contains("unknown key \"datetime\""))
        #expect(mistakes { $0.setThreshold("x=-1") } == "command line: \"threshold\" must not be negative, found -1.0")
        #expect(mistakes { $0.setThreshold("much") } == "command line: \"threshold\" must be a number, found \"much\"")
        #expect(
            mistakes { $0.setScalar("2", at: "drift", "share") }
                == "command line: \"share\" must be from 0 to 1, found 2.0")
        #expect(
            mistakes { $0.set("evidentely", at: "drift", "compat") }
                == "command line: \"compat\" must be one of none, evidently, found \"evidentely\"")
        #expect(mistakes { $0.set("y", at: "columns", "target") }.contains("\"target\" needs the task, one of binary_"))
        #expect(
            mistakes { $0.set("p", at: "columns", "probability") }.contains("belongs to task: binary_classification"))
        let two = mistakes {
            $0.setTest("psii")
            $0.setThreshold("-1")
        }
        #expect(two.split(separator: "\n").count == 2)
    }

    @Test func `a mistake is laid to whom it belongs to`() throws {
        let typed = #expect(throws: InvalidConfiguration.self) { try models { $0.setThreshold("x") } }
        #expect(typed?.isOfCommandLine == true)
        let read = #expect(throws: InvalidConfiguration.self) {
            try models { $0.set("id", at: "columns", "prediction") }
        }
        #expect(read?.isOfCommandLine == false)
        #expect(read?.description == "m.yml:6:54: \"exclude\" covers \"id\", which has a role")
    }

    @Test func `a file without end is refused`() {
        let error = #expect(throws: InvalidConfiguration.self) { try Configuration(file: "/dev/zero") }
        #expect(error?.description == "/dev/zero: the configuration file is larger than 16 MB")
    }
}
