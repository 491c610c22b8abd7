/// What a bridge did not do for the command line.
public enum BridgeClientError: Error, Equatable, CustomStringConvertible {
    /// Nobody answered, or what answered is no bridge.
    case unreachable(url: String, String)
    /// The bridge failed.
    case failed(status: Int, String)
    /// The bridge does not do it.
    case refused(status: Int, String)

    /// 2 if the bridge refused, 1 if it could not be asked or failed.
    public var exitCode: Int32 {
        switch self {
        case .refused: 2
        case .unreachable, .failed: 1
        }
    }

    public var description: String {
        switch self {
        case .unreachable(let url, let reason):
            "no bridge answers at \(url): \(reason.printable); name its address with --url"
        case .failed(let status, let message): "the bridge answered \(status): \(message.printable)"
        case .refused(401, let message):
            "the bridge knows no operator with this token: \(message.printable); name a file with it by --token-file, or "
                + "put it into MODELWATCH_TOKEN"
        case .refused(let status, let message): "the bridge refused it with \(status): \(message.printable)"
        }
    }
}
