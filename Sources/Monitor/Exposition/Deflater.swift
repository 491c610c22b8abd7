import CZlib

/// Compresses pieces of a page so that each can be read without those before it: they can be put together in any order.
@safe final class Deflater {
    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        guard let stream = unsafe mw_deflate_open() else { preconditionFailure("out of memory") }
        unsafe self.stream = stream
    }

    deinit {
        unsafe mw_deflate_close(stream)
    }

    /// The bytes as blocks of raw deflate, up to a byte boundary and without the end of the stream.
    func compress(_ bytes: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        let capacity = unsafe mw_deflate_bound(stream, bytes.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            guard let target = output.baseAddress else { return }
            count = unsafe bytes.withUnsafeBufferPointer { input in
                unsafe mw_deflate(stream, input.baseAddress, input.count, target, capacity)
            }
            precondition(count > 0, "the bound of a compressed piece was too small")
        }
    }
}
