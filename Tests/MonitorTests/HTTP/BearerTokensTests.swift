import Testing
import TestSupport
import Transfers

@testable import Monitor

struct BearerTokensTests {
    @Test func `without tokens anybody passes`() {
        #expect(BearerTokens([]).accept(nil))
    }

    @Test func `a token whose file is gone or empty lets nobody pass`() throws {
        let folder = try TemporaryFolder()
        let empty = try folder.write("\n", to: "empty")
        let tokens = BearerTokens([.file(folder.path("gone")), .file(empty)])
        #expect(!tokens.accept("Bearer "))
        #expect(!tokens.accept(nil))
    }

    @Test func `a token that was rotated counts at once`() throws {
        let folder = try TemporaryFolder()
        let tokens = BearerTokens([.file(try folder.write("one", to: "token"))])
        #expect(tokens.accept("Bearer one"))
        try folder.write("two", to: "token")
        #expect(!tokens.accept("Bearer one") && tokens.accept("Bearer two"))
    }
}
