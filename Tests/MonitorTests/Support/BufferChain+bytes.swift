import NIOCore

@testable import Monitor

extension BufferChain {
    /// All of the bytes in one piece.
    var bytes: [UInt8] { buffers.flatMap { Array($0.readableBytesView) } }
}
