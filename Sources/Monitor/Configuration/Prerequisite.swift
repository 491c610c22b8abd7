import Foundation
import Transfers

/// Something of this machine that a key needs, which is looked for when a process starts and when it reads the file again.
struct Prerequisite: Sendable, Equatable {
    /// What must be there.
    enum Requirement: Sendable, Equatable {
        /// A file that holds a secret.
        case secret(String)
        /// A file that holds something in PEM, such as a certificate, that is not encrypted.
        case pem(String, label: String)
        /// A user, by name or number, as whom this process may start programs.
        case user(String)
    }

    let key: String
    let place: ConfigurationPlace
    let requirement: Requirement

    /// The file, if it is one; a change of it may matter.
    var path: String? {
        switch requirement {
        case .secret(let path), .pem(let path, _): path
        case .user: nil
        }
    }

    /// The mistake that it is not there now; nil if it is.
    var problem: ConfigurationError? {
        message.map {
            ConfigurationError(
                file: place.file, line: place.line, column: place.column,
                problem: .invalidValue(key: key, message: $0))
        }
    }

    private var message: String? {
        switch requirement {
        case .secret(let path):
            (try? Secret.file(path).read()) == nil ? "names a file that cannot be read: \(path)" : nil
        case .pem(let path, let label): Self.message(pem: path, label)
        case .user(let name): Self.message(user: name)
        }
    }

    private static func message(user name: String) -> String? {
        guard let user = MachineUser(name) else { return "names a user that this machine does not have: \(name)" }
        if user.isOurs || geteuid() == 0 { return nil }
        return "needs a bridge that runs as root; let sudo change the user: argv: [sudo, -n, -u, \(name), PROGRAM]"
    }

    private static func message(pem path: String, _ label: String) -> String? {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            return "names a file that cannot be read: \(path)"
        }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        let begins = lines.filter { $0.hasPrefix("-----BEGIN ") }
        // The second is how OpenSSL marked keys until 1.0.
        if begins.contains(where: { $0.contains(" ENCRYPTED ") }) || lines.contains("Proc-Type: 4,ENCRYPTED") {
            return "names a file with a passphrase, for which nobody can be asked: \(path)"
        }
        let isThere = begins.contains { $0.hasSuffix("\(label)-----") }
        return isThere ? nil : "must name a file that holds a \(label) in PEM: \(path)"
    }
}
