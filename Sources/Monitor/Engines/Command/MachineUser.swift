import Foundation

/// A user of this machine.
struct MachineUser: Sendable, Equatable {
    let name: String
    let id: uid_t
    let group: gid_t
    let home: String

    /// Looks a user up by name or number; nil if there is none.
    init?(_ text: String) {
        let found = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64 << 10) { buffer in
            unsafe MachineUser(text, in: buffer)
        }
        guard let found else { return nil }
        self = found
    }

    /// The texts of an entry lie in the buffer, so they are copied while it lasts.
    private init?(_ text: String, in buffer: UnsafeMutableBufferPointer<CChar>) {
        guard let start = buffer.baseAddress else { return nil }
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        let code =
            if let number = uid_t(text) {
                unsafe getpwuid_r(number, &entry, start, buffer.count, &found)
            } else {
                unsafe getpwnam_r(text, &entry, start, buffer.count, &found)
            }
        guard code == 0, unsafe found != nil, let name = unsafe entry.pw_name, let home = unsafe entry.pw_dir else {
            return nil
        }
        self.name = unsafe String(cString: name)
        self.home = unsafe String(cString: home)
        id = unsafe entry.pw_uid
        group = unsafe entry.pw_gid
    }

    /// Whether this process is one of the user's.
    var isOurs: Bool { geteuid() == id }

    /// An environment with what belongs to the user, unless it says otherwise than our own.
    func variables(_ given: [String: String]) -> [String: String] {
        var variables = ["USER": name, "LOGNAME": name].merging(given) { _, given in given }
        if variables["HOME"] == CommandJob.baseEnvironment["HOME"] { variables["HOME"] = home }
        return variables
    }

    /// Makes this process one of the user's for good, with the user's groups; says false, with `errno` set, if it may not.
    func become() -> Bool {
        if isOurs { return true }
        return unsafe initgroups(name, group) == 0 && setgid(group) == 0 && setuid(id) == 0
    }
}
