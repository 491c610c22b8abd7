import Foundation

/// The body that makes a workflow of a flow as Metaflow's own client does, but with a name.
struct MetaflowWorkflow: Encodable, Sendable {
    struct Workflow: Encodable, Sendable {
        let apiVersion = "argoproj.io/v1alpha1"
        let kind = "Workflow"
        let metadata: Metadata
        let spec: Spec
    }

    struct Metadata: Encodable, Sendable {
        /// Given only once in a namespace.
        let name: String
        let labels: [String: String]
    }

    struct Spec: Encodable, Sendable {
        let workflowTemplateRef: Reference
        let arguments: Arguments
    }

    struct Reference: Encodable, Sendable {
        let name: String
    }

    struct Arguments: Encodable, Sendable {
        let parameters: [Parameter]
    }

    struct Parameter: Encodable, Sendable {
        let name: String
        /// A JSON document in itself: text stands in quotes.
        let value: String
    }

    let workflow: Workflow

    init(_ request: RetrainingRequest, template: String, _ parameters: [String: ParameterTemplate]) {
        let values = request.parameters.mapValues { JSONValue.string($0) }
            .merging(parameters.compactMapValues { $0.value(request.labels) }) { _, configured in configured }
        workflow = Workflow(
            metadata: Metadata(name: request.key, labels: request.kubernetesLabels),
            spec: Spec(
                workflowTemplateRef: Reference(name: template),
                arguments: Arguments(
                    parameters: values.sorted { $0.key < $1.key }.map {
                        Parameter(name: $0.key, value: Self.document($0.value))
                    })))
    }

    /// Versions of Metaflow there are that write values into a script, so only characters stay that mean nothing there.
    static func plain(_ text: String) -> String {
        RetrainingRequest.limited(text).replacing(/[^A-Za-z0-9_.:\/@+,= -]/, with: "_")
    }

    private static func document(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): "\"\(plain(text))\""
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .boolean(let flag): "\(flag)"
        case .null, .array, .object: "null"
        }
    }
}
