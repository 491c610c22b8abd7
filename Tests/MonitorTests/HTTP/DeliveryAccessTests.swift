import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Monitor

/// Who may deliver, by token or by signature.
struct DeliveryAccessTests {
    /// The example in the documentation of Standard Webhooks.
    private static let standard = Sender(
        entry: "{scheme: standard_webhooks, secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}",
        headers: [
            "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
            "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ], body: #"{"test": 2432232314}"#, time: 1_614_265_330)
    /// The example in the documentation of GitHub.
    private static let github = Sender(
        entry: #"{scheme: github, secret: "It's a Secret to Everybody"}"#,
        headers: [
            "X-Hub-Signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        ], body: "Hello, World!")
    /// Grafana's form; the codes are those of Python's hmac.
    private static let grafana = Sender(
        entry: "{scheme: grafana, secret: grafana-key-0123456789}",
        headers: [
            "X-Grafana-Alerting-Signature": "8121ec01f2da83802f4a57e00ad397deb374166c4b7fa623d3fda58f437cedaa"
        ], body: #"{"alerts": []}"#)
    private static let timedGrafana = Sender(
        entry: "{scheme: grafana, secret: grafana-key-0123456789, header: X-Signature, timestamp_header: X-Time}",
        headers: [
            "X-Signature": "7e326ef2e417385c01588dd30bdf9b24a104c9a8243f2b81cc333a228cd0e937", "X-Time": "1700000000",
        ], body: #"{"alerts": []}"#)

    static let senders = [standard, github, grafana, timedGrafana]

    /// Somebody who signs, with what the bridge is told of it.
    struct Sender: Sendable, CustomTestStringConvertible {
        let entry: String
        var headers: [String: String]
        var body: String
        var time = 1_700_000_000

        var testDescription: String { entry }

        func with(_ header: String, _ value: String?) -> Sender {
            var sender = self
            sender.headers[header] = value
            return sender
        }
    }

    private func access(_ entries: [String], authorization: String = "[]") throws -> DeliveryAccess {
        let text = "bridge: {authorization: \(authorization), signatures: [\(entries.joined(separator: ", "))]}"
        return DeliveryAccess(try Configuration(text: text).bridge)
    }

    /// Why a delivery is refused; nil if it is taken.
    private func refusal(
        of sender: Sender, by access: DeliveryAccess, later seconds: Int = 0
    ) throws -> DeliveryAccessError? {
        var headers: HTTPFields = [:]
        for (name, value) in sender.headers { headers[try #require(HTTPField.Name(name))] = value }
        do throws(DeliveryAccessError) {
            let moment = Date(timeIntervalSince1970: Double(sender.time + seconds))
            try access.admission(of: headers, at: moment).check(Data(sender.body.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: senders)
    func `a signature that is right counts, and for this body only`(sender: Sender) throws {
        let access = try access([sender.entry])
        #expect(try refusal(of: sender, by: access) == nil)
        for body in ["", sender.body + " ", "{" + sender.body, String(sender.body.dropLast())] {
            var changed = sender
            changed.body = body
            #expect(try refusal(of: changed, by: access) == .wrongSignature, "\(body)")
        }
    }

    @Test(arguments: senders)
    func `a signature with another key, cut off or of another scheme does not count`(sender: Sender) throws {
        let other = sender.entry.replacing(/secret: [^,}]+/, with: "secret: another-key-0123456789")
        #expect(try refusal(of: sender, by: self.access([other])) == .wrongSignature)
        let access = try access([sender.entry])
        for (name, value) in sender.headers where value.count > 40 {
            for wrong in [String(value.dropLast()), value + "0", value.uppercased(), "sha256=", "v1,", "0"] {
                #expect(try refusal(of: sender.with(name, wrong), by: access) == .wrongSignature, "\(wrong)")
            }
        }
    }

    @Test(arguments: senders)
    func `every header that belongs to the signature is needed`(sender: Sender) throws {
        let access = try access([sender.entry])
        for name in sender.headers.keys {
            for value in [nil, ""] {
                let expected = DeliveryAccessError.unsigned(headers: [name], isTokenTaken: false)
                #expect(try refusal(of: sender.with(name, value), by: access) == expected)
            }
        }
    }

    @Test(arguments: [standard, timedGrafana])
    func `a delivery that is recorded and sent again later is refused`(sender: Sender) throws {
        let access = try access([sender.entry])
        for seconds in [-300, 0, 300] {
            #expect(try refusal(of: sender, by: access, later: seconds) == nil, "\(seconds)")
        }
        let tolerance = Duration.seconds(300)
        #expect(try refusal(of: sender, by: access, later: 301) == .stale(seconds: 301, tolerance: tolerance))
        #expect(try refusal(of: sender, by: access, later: -301) == .stale(seconds: -301, tolerance: tolerance))
        let longer = sender.entry.replacing("}", with: ", tolerance: 10m}")
        #expect(try refusal(of: sender, by: self.access([longer]), later: 600) == nil)
        let header = sender.headers.keys.first { $0.lowercased().contains("time") } ?? ""
        // The time is signed, too.
        #expect(try refusal(of: sender.with(header, "\(sender.time + 1)"), by: access) == .wrongSignature)
        for text in ["now", "-1", "1e9", "1700000000.5", "99999999999999999999", "1 700000000"] {
            #expect(try refusal(of: sender.with(header, text), by: access) == .unreadable(header: header), "\(text)")
        }
    }

    @Test(arguments: [github, grafana])
    func `a signature of the body alone is never too old`(sender: Sender) throws {
        #expect(try refusal(of: sender, by: access([sender.entry]), later: 1_000_000) == nil)
    }

    @Test func `one of several keys, and one of several signatures, is enough`() throws {
        let keys = Self.senders.map(\.entry)
        let all = try access(keys.reversed())
        for sender in Self.senders { #expect(try refusal(of: sender, by: all) == nil) }
        let right = Self.standard.headers["webhook-signature"] ?? ""
        for text in ["v1,AAAA \(right)", "v1a,xyz \(right)", "\(right)  v1,x"] {
            #expect(try refusal(of: Self.standard.with("webhook-signature", text), by: all) == nil, "\(text)")
        }
        let unsigned = DeliveryAccessError.unsigned(
            headers: ["webhook-signature", "X-Hub-Signature-256", "X-Grafana-Alerting-Signature", "X-Signature"],
            isTokenTaken: true)
        let nobody = Sender(entry: "", headers: [:], body: "{}")
        #expect(try refusal(of: nobody, by: access(keys, authorization: "[{credentials: token}]")) == unsigned)
        #expect(
            unsigned.description.hasPrefix("a bearer token or a signature in the header webhook-signature or X-Hub"))
    }

    /// Else the end of one id could pose as the time, and the beginning of the body as the rest.
    @Test func `an id with a dot is refused`() throws {
        let sender = Self.standard.with("webhook-id", "msg.1")
        #expect(try refusal(of: sender, by: access([sender.entry])) == .unreadable(header: "webhook-id"))
    }

    @Test func `a token is enough without a signature, and a signature without a token`() throws {
        let both = try access([Self.grafana.entry], authorization: "[{credentials: token}]")
        let bearer = Sender(entry: "", headers: ["Authorization": "Bearer token"], body: "{}")
        #expect(try refusal(of: bearer, by: both) == nil)
        #expect(try refusal(of: Self.grafana, by: both) == nil)
        let wrong = Self.grafana.with("Authorization", "Bearer wrong")
        #expect(try refusal(of: wrong, by: both) == nil)
        // A token that nobody configured is none.
        #expect(try refusal(of: bearer, by: access([Self.github.entry])) != nil)
        #expect(try refusal(of: bearer, by: access([])) == nil)
    }

    @Test func `a key whose file is gone or empty lets nobody pass, and a new one counts at once`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("grafana-key-0123456789\n", to: "key")
        let entry = "{scheme: grafana, secret_file: \(path)}"
        let access = try access([entry])
        #expect(try refusal(of: Self.grafana, by: access) == nil)
        try folder.write("another", to: "key")
        #expect(try refusal(of: Self.grafana, by: access) == .wrongSignature)
        for text in ["", "\n"] {
            try folder.write(text, to: "key")
            let forged = SignatureScheme.grafana.signature(of: Data(), Data("{}".utf8), with: Data())
            let sender = Sender(
                entry: entry, headers: ["X-Grafana-Alerting-Signature": forged], body: "{}")
            #expect(try refusal(of: sender, by: access) == .wrongSignature)
        }
        let gone = "{scheme: grafana, secret_file: \(folder.path("gone"))}"
        #expect(try refusal(of: Self.grafana, by: self.access([gone])) == .wrongSignature)
    }

    @Test func `observations need a token where deliveries need something`() throws {
        #expect(throws: Never.self) { try access([]).checkToken(in: [:]) }
        let signed = try access([Self.grafana.entry])
        #expect(throws: DeliveryAccessError.noToken) { try signed.checkToken(in: [:]) }
        let tokens = try access([], authorization: "[{credentials: token}]")
        #expect(throws: DeliveryAccessError.noToken) { try tokens.checkToken(in: [:]) }
        #expect(throws: Never.self) { try tokens.checkToken(in: [.authorization: "Bearer token"]) }
    }
}
