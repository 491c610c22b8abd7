import Foundation
import Testing

@testable import Monitor

/// The policies under examples/ are policies, and match alerts that somebody raises.
struct ExamplePoliciesTests {
    private static let folder = Fixtures.packageRoot.appending(path: "examples/policies")
    private static let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path()))?.sorted() ?? []
    private static let names = files.filter { !$0.hasSuffix(".rules.yml") }

    private static func policies(_ name: String) throws -> [PolicyConfiguration] {
        try Configuration(file: folder.appending(path: name).path()).policies
    }

    private static func alerts() throws -> Set<String> {
        let shipped = Fixtures.packageRoot.appending(path: "prometheus/rules/modelwatch.alerts.yml")
        let examples = files.filter { $0.hasSuffix(".rules.yml") }.map { folder.appending(path: $0) }
        let texts = try ([shipped] + examples).map { try String(contentsOf: $0, encoding: .utf8) }
        // A person raises it; see when-to-retrain.yml.
        return Set(["BusinessChange"] + texts.flatMap { $0.matches(of: /- alert: (\w+)/).map { String($0.1) } })
    }

    @Test func `there is an example for each rule of the guides`() {
        #expect(
            Self.names == [
                "budget.yml", "champion.yml", "escalation.yml", "four-causes.yml", "mean-of-ten.yml", "severity.yml",
                "when-to-retrain.yml",
            ])
    }

    @Test(arguments: names)
    func `an example has no mistake, and each policy fits a shipped alert`(name: String) throws {
        let alerts = try Self.alerts()
        let policies = try Self.policies(name)
        #expect(!policies.isEmpty)
        for policy in policies {
            let fitting = alerts.filter { alert in
                let labels = ["alertname": alert, "severity": "critical", "model": "m"]
                return policy.matchers.allSatisfy { $0.matches(labels) }
            }
            #expect(!fitting.isEmpty, "\(name): \(policy.name)")
        }
    }

    @Test func `severe alerts of a model retrain it, others do not`() throws {
        let policy = try #require(try Self.policies("severity.yml").first)
        for (severity, model, isMatch) in [
            ("critical", "m", true), ("error", "m", true), ("warning", "m", false), ("info", "m", false),
            ("critical", "", false),
        ] {
            let labels = ["alertname": "Any", "severity": severity, "model": model]
            #expect(policy.matchers.allSatisfy { $0.matches(labels) } == isMatch)
        }
    }

    @Test func `the four causes have a policy each, and no alert has two`() throws {
        let policies = try Self.policies("four-causes.yml")
        #expect(policies.map(\.name) == ["drifted-features", "missing-values", "low-accuracy", "unusual-volume"])
        for alert in try Self.alerts() {
            let count = policies.count { policy in policy.matchers.allSatisfy { $0.matches(["alertname": alert]) } }
            #expect(count <= 1, "\(alert)")
        }
    }
}
