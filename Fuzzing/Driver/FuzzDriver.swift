import Foundation

/// Hands inputs to a reader until one of them fails.
public enum FuzzDriver {
    /// Takes bytes and their count; the result is 0, unless the input is not to be kept.
    public typealias Reader = @convention(c) (UnsafePointer<UInt8>, Int) -> CInt

    /// Runs with libFuzzer's arguments, and ends the process.
    public static func run(_ reader: Reader) -> Never {
        var count = CommandLine.argc
        var arguments = unsafe CommandLine.unsafeArgv
        exit(unsafe runDriver(&count, &arguments, reader))
    }
}

/// libFuzzer's loop: https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ reader: FuzzDriver.Reader
) -> CInt
