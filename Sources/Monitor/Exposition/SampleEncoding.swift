import Checks

/// How the samples of a family are written; the two text formats differ only in what stands around them.
enum SampleEncoding: Sendable, CaseIterable {
    case lines
    case protobuf

    /// The samples of a family, without its header.
    func bytes(of family: MetricFamily) -> [UInt8] {
        switch self {
        case .lines:
            var writer = LineWriter()
            writer.samples(of: family)
            return writer.bytes
        case .protobuf:
            return ProtobufFamily.samples(of: family)
        }
    }
}

extension ExpositionFormat {
    /// What goes before the samples of a family.
    ///
    /// - Parameter count: How many bytes the samples take.
    func header(of metric: MetricDescriptor, before count: Int) -> [UInt8] {
        switch self {
        case .text, .openMetrics:
            var writer = LineWriter()
            writer.header(of: metric, isOpenMetrics: self == .openMetrics)
            return writer.bytes
        case .protobuf:
            return ProtobufFamily.header(of: metric, before: count)
        }
    }

    /// What ends the page.
    var end: [UInt8] { self == .openMetrics ? Array("# EOF\n".utf8) : [] }
}
