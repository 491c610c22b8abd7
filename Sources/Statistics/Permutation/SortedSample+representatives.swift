extension SortedSample {
    /// At most `count` values in ascending order: all, or the middles of as many parts of equal size.
    func representatives(_ count: Int) -> [Double] {
        guard self.count > count else { return (0..<self.count).map { self[$0] } }
        return (0..<count).map { self[(2 * $0 + 1) * self.count / (2 * count)] }
    }
}
