import CZlib
import NIOCore

/// Reads raw deflate back, in pieces.
@safe final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        guard let stream = unsafe mw_inflate_open() else { preconditionFailure("out of memory") }
        unsafe self.stream = stream
    }

    deinit {
        unsafe mw_inflate_close(stream)
    }

    /// Appends what a piece of the stream holds.
    func append(_ piece: ByteBuffer, to chain: inout BufferChain) {
        unsafe piece.withUnsafeReadableBytes { input in
            unsafe mw_inflate_feed(stream, input.assumingMemoryBound(to: UInt8.self).baseAddress, input.count)
            var isFull = true
            while isFull {
                unsafe chain.append(writing: { output in
                    guard let target = unsafe output.assumingMemoryBound(to: UInt8.self).baseAddress else { return 0 }
                    let count = unsafe mw_inflate(stream, target, output.count)
                    isFull = count == output.count
                    return count
                })
            }
        }
    }
}
