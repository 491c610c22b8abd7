/// Cuts texts into words as scikit-learn's `TfidfVectorizer` does by default: in lower case, every run of two or more
/// word characters (`\b\w\w+\b`). A word is known by a hash of its characters that is the same in every process.
struct WordSplitter: Sendable {
    /// The hashes of the words of the last text, in their order.
    private(set) var words: [UInt64] = []
    private let lowercase = WordCharacters.basic

    /// Fixed, so that profiles of different processes merge.
    private static let seed: UInt64 = 0x5851_F42D_4C95_7F2D

    /// The word that is being read.
    private struct Word {
        var hash = WordSplitter.seed
        var length = 0

        @inline(__always)
        mutating func append(_ code: UInt32) {
            hash = ByteHash.mix(hash, UInt64(code))
            length &+= 1
        }
    }

    /// Replaces ``words`` by those of a text.
    ///
    /// - Returns: The length of the text in characters, that is Unicode scalars.
    mutating func split(_ text: Span<UInt8>) -> Int {
        words.removeAll(keepingCapacity: true)
        var word = Word()
        var (offset, length) = (0, 0)
        while offset < text.count {
            let (code, size) = UTF8Scalars.decode(text, at: offset)
            let lower = code < 0x1_0000 ? UInt32(lowercase[Int(code)]) : WordCharacters.lowercase(code)
            if lower > WordCharacters.special {
                word.append(lower)
            } else if lower == WordCharacters.none {
                end(&word)
            } else {
                appendSpecial(code, to: &word, in: text, at: offset..<offset + size)
            }
            offset &+= size
            length &+= 1
        }
        end(&word)
        return length
    }

    /// Puts ``words`` into ascending order.
    mutating func sortWords() {
        words.sort()
    }

    @inline(__always)
    private mutating func end(_ word: inout Word) {
        guard word.length > 0 else { return }
        if word.length > 1 { words.append(word.hash) }
        word = Word()
    }

    private mutating func appendSpecial(
        _ code: UInt32, to word: inout Word, in text: Span<UInt8>, at place: Range<Int>
    ) {
        if code == WordCharacters.capitalSigma {
            word.append(Self.isFinalSigma(text, at: place) ? 0x3C2 : 0x3C3)
        } else {
            word.append(0x69)
            end(&word)
        }
    }

    /// Whether a sigma ends a word: a letter with case comes before it and none after it, whatever has no case of its
    /// own, such as an apostrophe, in between (Unicode, `Final_Sigma`).
    private static func isFinalSigma(_ text: Span<UInt8>, at place: Range<Int>) -> Bool {
        var (code, start) = (UInt32(0), place.lowerBound)
        repeat {
            guard start > 0 else { return false }
            (code, start) = UTF8Scalars.decode(text, before: start)
        } while isCaseIgnorable(code)
        guard isCased(code) else { return false }
        var (end, size) = (place.upperBound, 0)
        repeat {
            guard end < text.count else { return true }
            (code, size) = UTF8Scalars.decode(text, at: end)
            end += size
        } while isCaseIgnorable(code)
        return !isCased(code)
    }

    private static func isCaseIgnorable(_ code: UInt32) -> Bool {
        Unicode.Scalar(code)?.properties.isCaseIgnorable ?? false
    }

    private static func isCased(_ code: UInt32) -> Bool {
        Unicode.Scalar(code)?.properties.isCased ?? false
    }
}
