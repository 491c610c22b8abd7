import Dataset
import Foundation
import Statistics
import TestSupport
import Testing

/// What KServe's logger writes, in the shapes of its marshallers.
struct KServeBatchTests {
    private static let types = [
        "org.kubeflow.serving.inference.request": 10, "org.kubeflow.serving.inference.response": 10,
    ]

    @Test(
        arguments: [
            ("0009-request.parquet", "req_type", "inference_service"), ("flat.csv", "reqType", "inferenceService"),
            ("spread.csv", "ReqType", "InferenceService"), ("batch.json", "ReqType", "InferenceService"),
        ])
    func `batches are read as they are`(name: String, type: String, service: String) throws {
        let dataset = try FormatFixtures.location("kserve/" + name).opened()
        #expect(try dataset.labels(type) == Self.types)
        #expect(try dataset.labels(service) == ["sklearn-iris": 20])
    }

    @Test func `maps and addresses in parts are named as what is left out`() throws {
        let parquet = try FormatFixtures.location("kserve/0009-request.parquet").opened()
        for name in ["metadata", "annotations"] {
            #expect(try parquet.type(of: name)?.unsupportedReason == "a nested type (list, map, union or run-end)")
        }
        let json = try FormatFixtures.location("kserve/batch.json").opened()
        for name in ["Url", "Metadata", "Annotations"] {
            #expect(try json.type(of: name)?.unsupportedReason == "a nested type (struct)")
        }
    }

    /// A batch of one is an object and no array; both are in the same folder.
    @Test func `arrays and single objects are one data set`() throws {
        let folder = try TemporaryFolder()
        for name in ["batch.json", "single.json"] { _ = try folder.copy("kserve/" + name, to: "logs-" + name) }
        let dataset = try DatasetLocation(path: folder.path("logs-*.json")).opened()
        #expect(try dataset.labels("InferenceService") == ["sklearn-iris": 21])
    }
}
