import Checks

/// A family as the message `io.prometheus.client.MetricFamily`, with its length before it.
///
/// Schema: https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto. The message is
/// written in two pieces, so that samples which were written earlier need not be written again: its own fields, and then
/// its repeated field `metric`, which may be put together from any number of parts.
enum ProtobufFamily {
    /// The length of the message and all of its fields but the samples.
    ///
    /// - Parameter count: How many bytes the samples take.
    static func header(of metric: MetricDescriptor, before count: Int) -> [UInt8] {
        var fields = ProtobufMessage()
        fields.write(1, metric.name)
        fields.write(2, metric.help)
        fields.write(3, type(of: metric))
        if let unit = metric.unit { fields.write(5, unit) }
        var header = ProtobufMessage()
        header.writeVarint(UInt64(fields.bytes.count + count))
        return header.bytes + fields.bytes
    }

    /// The samples, each as a field `metric`.
    static func samples(of family: MetricFamily) -> [UInt8] {
        var message = ProtobufMessage()
        for sample in family.samples { message.write(4) { write(sample, to: &$0) } }
        return message.bytes
    }

    private static func type(of metric: MetricDescriptor) -> UInt64 {
        switch metric.kind {
        case .counter: 0
        case .gauge, .info: 1
        case .histogram: 4
        }
    }

    private static func write(_ sample: MetricSample, to message: inout ProtobufMessage) {
        for (label, value) in zip(sample.metric.labels, sample.labels) where !value.isEmpty {
            message.write(1) { pair in
                pair.write(1, label)
                pair.write(2, value)
            }
        }
        switch sample.value {
        case .number(let value):
            message.write(sample.metric.kind == .counter ? 3 : 2) { $0.write(1, value) }
        case .histogram(let histogram):
            message.write(7) { write(histogram, to: &$0) }
        }
    }

    private static func write(_ histogram: Histogram, to message: inout ProtobufMessage) {
        message.write(1, UInt64(histogram.count))
        message.write(2, histogram.sum)
        for bucket in histogram.cumulativeBuckets {
            message.write(3) { field in
                field.write(1, UInt64(bucket.count))
                field.write(2, bucket.upperBound)
            }
        }
        write(histogram.exponential, to: &message)
    }

    private static func write(_ buckets: ExponentialBuckets, to message: inout ProtobufMessage) {
        message.writeSigned(5, buckets.schema)
        message.write(6, ExponentialBuckets.zeroThreshold)
        message.write(7, UInt64(buckets.zeroCount))
        for span in buckets.spans {
            message.write(12) { field in
                field.writeSigned(1, span.offset)
                field.write(2, UInt64(span.length))
            }
        }
        var previous = 0
        for (_, count) in buckets.buckets {
            message.writeSigned(13, count - previous)
            previous = count
        }
    }
}
