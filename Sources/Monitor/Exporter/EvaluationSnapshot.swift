import Checks
import NIOCore

/// What a scrape sees: the state of every model at one moment, with its pages already written.
struct EvaluationSnapshot: Sendable {
    /// In the order of the configuration.
    let models: [ModelState]
    private let pages: [ExpositionFormat: ByteBuffer]

    /// Writes the pages.
    init(_ models: [ModelState]) {
        self.models = models
        let page = MetricsPage(
            models.flatMap(\.measurements)
                + [.init(ExporterMetric.buildInformation, [ProductVersion.current], 1)])
        pages = Dictionary(
            uniqueKeysWithValues: ExpositionFormat.allCases.map { format in
                (format, ByteBuffer(string: page.encoded(as: format, isLast: false)))
            })
    }

    /// The page of the models, without the end that OpenMetrics demands.
    func page(_ format: ExpositionFormat) -> ByteBuffer {
        pages[format] ?? ByteBuffer()
    }
}
