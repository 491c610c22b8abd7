import Foundation

/// What a program prints, on its way to us.
final class OutputPipe {
    /// As much is taken at once at most, so that a program that never stops printing does not hold us.
    private static let portion = 1 << 20

    /// The program's end.
    let writing: FileHandle
    private let reading: FileHandle
    private var isOpen = true

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw CommandError.noPipe }
        reading = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        writing = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    }

    /// Leaves the program's end to the program, so that the end of it can be seen.
    func startReading() throws {
        try writing.close()
    }

    /// What is there, or what comes within a time; also after the program ended, when what it started still prints.
    func take(waiting milliseconds: Int32) -> Data {
        guard isOpen else {
            usleep(UInt32(milliseconds) * 1000)
            return Data()
        }
        var state = pollfd(fd: reading.fileDescriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&state, 1, milliseconds) > 0 else { return Data() }
        var taken = Data()
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while taken.count < Self.portion {
            let count = unsafe read(reading.fileDescriptor, &block, block.count)
            isOpen = count != 0
            guard count > 0 else { break }
            taken.append(contentsOf: block[..<count])
        }
        return taken
    }
}
