/// Numbers that look random and are the same in every run.
enum Numbers {
    /// 64 bits for each index (the finaliser of SplitMix64).
    static func bits(_ index: Int, stream: UInt64) -> UInt64 {
        var mixed = (UInt64(bitPattern: Int64(index)) &+ stream &* 0xD134_2543_DE82_EF95) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Bell-shaped values of mean `center` and standard deviation 1: sums of twelve uniform ones.
    static func bell(_ count: Int, center: Double = 0, stream: UInt64) -> [Double] {
        (0..<count).map { row in
            let sum = (0..<12).reduce(0.0) { $0 + Double(bits($1 &* count &+ row, stream: stream) >> 11) * 0x1p-53 }
            return sum - 6 + center
        }
    }

    /// Places in a dictionary of `categories` entries.
    static func places(_ count: Int, categories: Int, stream: UInt64) -> [Int32] {
        (0..<count).map { Int32(bits($0, stream: stream) % UInt64(categories)) }
    }
}
