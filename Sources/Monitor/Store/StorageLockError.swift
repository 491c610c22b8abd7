/// A storage folder that is another process's to work on.
enum StorageLockError: Error, Equatable, CustomStringConvertible {
    /// Another process has the file locked, and says of itself who it is.
    case held(String, by: LockHolder?)
    /// The file was ours and is no longer.
    case lost(String)

    /// Who has the file locked; nil if that is not known.
    var holder: LockHolder? {
        if case .held(_, let holder) = self { holder } else { nil }
    }

    var description: String {
        switch self {
        case .held(let path, let holder):
            "another bridge works on this storage: \(path) is locked by \(holder?.description ?? "a process without a name"); "
                + "stop that one, give this one another folder as global.storage_path, or let modelwatch bridge wait for it "
                + "with --bridge.standby"
        case .lost(let path):
            "\(path) is not ours any more, as it was removed or another process got it: another bridge may work on this "
                + "storage, so this one ends; leave the file where it is while a bridge runs, and start this one again"
        }
    }
}
