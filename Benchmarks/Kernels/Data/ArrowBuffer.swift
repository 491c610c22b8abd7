/// Memory of an Arrow array.
@safe
struct ArrowBuffer {
    let memory: UnsafeRawPointer?

    /// No memory: there is no such buffer.
    init() {
        unsafe memory = nil
    }

    init<Scalar: BitwiseCopyable>(_ values: [Scalar]) {
        let copy = UnsafeMutableBufferPointer<Scalar>.allocate(capacity: max(1, values.count))
        _ = unsafe copy.initialize(from: values)
        unsafe memory = UnsafeRawPointer(copy.baseAddress)
    }
}
