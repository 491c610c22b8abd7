extension Bool {
    /// 1 or 0. Written `self ? 1 : 0` the compiler makes a branch of it, which a merge mispredicts on every other
    /// element: 6.0 instead of 1.5 ns each.
    @inline(__always)
    var bit: Int { Int(unsafe unsafeBitCast(self, to: UInt8.self)) }
}
