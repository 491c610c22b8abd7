import Foundation

/// Texts that are lent to C.
struct CStrings {
    private let texts: [String]

    init(_ texts: [String]) {
        self.texts = texts
    }

    /// Lends them as an array of pointers while the closure runs. An empty list has an address, too, of which the callee
    /// reads nothing.
    @unsafe
    func withPointers<R>(_ body: (UnsafePointer<UnsafePointer<CChar>>) -> R) -> R {
        let copies = unsafe texts.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        let pointers = unsafe copies.compactMap { unsafe UnsafePointer<CChar>($0) }
        let list = unsafe UnsafeMutableBufferPointer<UnsafePointer<CChar>>.allocate(capacity: max(1, pointers.count))
        defer { unsafe list.deallocate() }
        _ = unsafe list.initialize(from: pointers)
        guard let start = list.baseAddress else { preconditionFailure("allocated") }
        return unsafe body(UnsafePointer(start))
    }
}
