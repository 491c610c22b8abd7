import NIOPosix
import Testing

@testable import Monitor

struct PasswordHashTests {
    /// Of the password "right", as libxcrypt computes them.
    private static let hashes = [
        "$2y$05$abcdefghijklmnopqrstuu8xaCxxL82bnl.UY74PMksDxIJShppPC",
        "$2b$04$abcdefghijklmnopqrstuuFmEfrkTQnczNzw475xE2VhDrK1uwJiC",
        "$2a$04$abcdefghijklmnopqrstuuFmEfrkTQnczNzw475xE2VhDrK1uwJiC",
    ]

    /// Of the letter x, 72 times.
    private static let longHash = "$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i"

    @Test(arguments: hashes)
    func `every prefix in use is understood`(text: String) throws {
        let hash = try #require(PasswordHash(text))
        #expect(hash.matches(Array("right".utf8)))
        for wrong in ["", "righ", "right ", "Right", "right\u{0}", "right\u{0}more"] {
            #expect(!hash.matches(Array(wrong.utf8)), "\(wrong.debugDescription)")
        }
    }

    @Test func `bytes after the seventy-second do not count, as in Go`() throws {
        let hash = try #require(PasswordHash(Self.longHash))
        #expect(hash.matches(Array(repeating: UInt8(ascii: "x"), count: 72)))
        #expect(hash.matches(Array(repeating: UInt8(ascii: "x"), count: 1000)))
        #expect(!hash.matches(Array(repeating: UInt8(ascii: "x"), count: 71)))
    }

    @Test(arguments: [
        "", "right", "$1$abc$def", "$2x$05$abcdefghijklmnopqrstuu8xaCxxL82bnl.UY74PMksDxIJShppPC",
        "$2y$03$abcdefghijklmnopqrstuu8xaCxxL82bnl.UY74PMksDxIJShppPC",
        "$2y$05$abcdefghijklmnopqrstuu8xaCxxL82bnl.UY74PMksDxIJShppP",
        "$2y$05$abcdefghijklmnopqrstuu8xaCxxL82bnl.UY74PMksDxIJShpp\u{0}C",
        "$2y$05$abcdefghijklmnopqrstuu8xaCxxL82bnl UY74PMksDxIJShppPC",
    ])
    func `anything else is no hash`(text: String) {
        #expect(PasswordHash(text) == nil)
    }

    @Test func `verdicts are remembered, and never for somebody else`() async throws {
        let verifier = PasswordVerifier()
        verifier.thread.start()
        defer { verifier.thread.shutdownGracefully { _ in } }
        let hash = try #require(PasswordHash(Self.hashes[1]))
        let users = [Array("alice".utf8): hash]
        let alice = try #require(BasicCredentials("Basic YWxpY2U6cmlnaHQ="))
        let bob = try #require(BasicCredentials("basic Ym9iOnJpZ2h0"))
        for _ in 0..<2 {
            #expect(await verifier.verdict(on: alice, among: users) == .right)
            #expect(await verifier.verdict(on: bob, among: users) == .wrong)
        }
        // The same hash under another name: what was wrong for a stranger is right for a user.
        #expect(await verifier.verdict(on: bob, among: [Array("bob".utf8): hash]) == .right)
        #expect(await verifier.verdict(on: alice, among: [:]) == .wrong)
    }

    @Test(arguments: ["", "Basic", "Basic ", "Basic !", "Bearer YWxpY2U6cmlnaHQ=", "Basic YWxpY2U="])
    func `what is no user and password is none`(header: String) {
        #expect(BasicCredentials(header) == nil)
    }

    @Test func `a password may hold colons and any bytes`() {
        let credentials = BasicCredentials("Basic " + "YTpiOmP/")
        #expect(credentials?.user == Array("a".utf8))
        #expect(credentials?.password == Array("b:c".utf8) + [0xFF])
    }

    @Test func `a flood of guesses does not push out who was right`() throws {
        let hash = try #require(PasswordHash(Self.hashes[1]))
        var cache = VerdictCache()
        func attempt(_ password: String) -> VerdictCache.Attempt {
            .init(user: [1], isKnown: true, hash: hash, password: Array(password.utf8))
        }
        cache.remember(attempt("right"), isRight: true)
        for guess in 0..<1000 { cache.remember(attempt("\(guess)"), isRight: false) }
        #expect(cache.verdict(on: attempt("right")) == true)
        #expect((0..<1000).count { cache.verdict(on: attempt("\($0)")) == false } == 100)
    }
}
