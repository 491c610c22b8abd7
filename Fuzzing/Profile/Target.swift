import FuzzDriver

@testable import Statistics

/// The first byte chooses the kind, the second the number of keys, the others are body and keys, under a checksum that
/// is right: a profile that can be used, or an error.
@main
enum Target {
    static func main() {
        unsafe FuzzDriver.run(fuzz)
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    guard bytes.count >= 2, let kind = EncodedProfile.Kind(rawValue: UInt32(bytes[0] % 5)) else { return 0 }
    let rest = bytes.dropFirst(2)
    let keys = rest.suffix(min(Int(bytes[1]) * 8, rest.count / 8 * 8))
    var words: [UInt64] = []
    for index in stride(from: keys.startIndex, to: keys.endIndex, by: 8) {
        words.append(keys[index..<index + 8].reduce(0) { $0 << 8 | UInt64($1) })
    }
    let encoded = EncodedProfile(kind, body: Array(rest.dropLast(keys.count)), keys: KeyArray(words))
    guard var profile = try? ColumnProfile(encoded) else { return 0 }
    let other = profile
    guard (try? profile.merge(other)) != nil else { return 0 }
    _ = try? profile.encoded()
    return 0
}
