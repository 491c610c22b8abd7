import Checks
import Foundation

/// How the last reload went.
struct ReloadStatus: Sendable {
    private let wasSuccessful: Bool
    /// When everything that stood in the files last came into force.
    private let lastSuccess: Date
    private let isMainFileValid: Bool
    private let mainFile: String
    /// The other files, and whether they are in force as they are.
    private let modelsFiles: [(path: String, isValid: Bool)]
    private let hash: Int

    /// The status after a start or a reload that put what is good in force.
    ///
    /// - Parameter last: The status before; nil at the start.
    init(_ configuration: Configuration, after last: ReloadStatus? = nil, at now: Date) {
        mainFile = configuration.path
        modelsFiles = configuration.modelsFiles.map { ($0.path, $0.problem == nil) }
        hash = configuration.hash
        wasSuccessful = modelsFiles.allSatisfy(\.isValid)
        isMainFileValid = true
        lastSuccess = wasSuccessful ? now : last?.lastSuccess ?? now
    }

    private init(failedAfter last: ReloadStatus, isMainFileValid: Bool) {
        wasSuccessful = false
        lastSuccess = last.lastSuccess
        mainFile = last.mainFile
        modelsFiles = last.modelsFiles
        hash = last.hash
        self.isMainFileValid = isMainFileValid
    }

    /// The status after a reload that changed nothing because of an error.
    func failed(_ error: any Error) -> ReloadStatus {
        ReloadStatus(failedAfter: self, isMainFileValid: !(error is InvalidConfiguration))
    }

    /// The samples about the configuration in force and its files.
    var measurements: [Checks.Measurement] {
        [

            .init(ConfigurationMetric.lastReloadSuccessful, [], wasSuccessful ? 1 : 0),
            .init(ConfigurationMetric.lastReloadSuccess, [], lastSuccess.timeIntervalSince1970),
            .init(ConfigurationMetric.hash, [], Double(hash)),
            .init(ConfigurationMetric.fileValid, [mainFile], isMainFileValid ? 1 : 0),
        ] + modelsFiles.map { .init(ConfigurationMetric.fileValid, [$0.path], $0.isValid ? 1 : 0) }
    }
}
