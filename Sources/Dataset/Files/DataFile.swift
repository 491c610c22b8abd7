/// A file of a data set, on this machine.
struct DataFile: Sendable, Equatable {
    /// What users know it by; folders `key=value` in it may be columns.
    let name: String
    /// Where its bytes are.
    let path: String
}
