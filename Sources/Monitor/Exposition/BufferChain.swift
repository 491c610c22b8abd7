import NIOCore

/// Bytes in buffers of a limited size: a page of hundreds of megabytes never moves for want of room.
struct BufferChain: Sendable {
    private static let mostInBuffer = 1 << 20
    private static let leastInBuffer = 4 << 10
    /// Copying fewer bytes costs less than sending a buffer more.
    private static let leastShared = 16 << 10

    private(set) var buffers: [ByteBuffer] = []
    private(set) var count = 0
    private let expected: Int
    /// Whether the last buffer is ours alone: writing into another one would copy it.
    private var hasOwnBuffer = false

    /// - Parameter expected: About how many bytes will come.
    init(expecting expected: Int = 0) {
        self.expected = expected
    }

    init(_ bytes: [UInt8]) {
        self.init(expecting: bytes.count)
        append(bytes)
    }

    mutating func append(_ bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty else { return }
        makeRoom(for: bytes.count)
        buffers[buffers.count - 1].writeBytes(bytes)
        count += bytes.count
    }

    /// Appends a buffer without copying it, unless it is small.
    mutating func append(_ buffer: ByteBuffer) {
        guard buffer.readableBytes >= Self.leastShared else { return append(buffer.readableBytesView) }
        buffers.append(buffer)
        count += buffer.readableBytes
        hasOwnBuffer = false
    }

    mutating func append(_ other: BufferChain) {
        buffers += other.buffers
        count += other.count
        hasOwnBuffer = false
    }

    /// Lets a function write into free room; it returns how many bytes it wrote.
    mutating func append(writing body: (UnsafeMutableRawBufferPointer) -> Int) {
        makeRoom(for: 1)
        let room = buffers[buffers.count - 1].writableBytes
        count += unsafe buffers[buffers.count - 1].writeWithUnsafeMutableBytes(minimumWritableBytes: room, body)
    }

    private mutating func makeRoom(for needed: Int) {
        let room = hasOwnBuffer ? buffers.last?.writableBytes ?? 0 : 0
        guard room < needed else { return }
        let coming = min(max(expected - count, Self.leastInBuffer), Self.mostInBuffer)
        buffers.append(ByteBufferAllocator().buffer(capacity: max(needed, coming)))
        hasOwnBuffer = true
    }
}
