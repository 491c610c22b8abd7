import CCurl

/// Connections that stay open from one call to the next. Used by one thread.
@safe package final class CurlConnections {
    let share: UnsafeMutableRawPointer?

    /// None yet. Without memory for them, each call makes its own.
    package init() {
        unsafe share = curl_share_init()
        guard let share = unsafe share else { return }
        let code = unsafe mw_curl_share_connections(share)
        precondition(code == CURLSHE_OK, "libcurl refuses to share connections")
    }

    deinit {
        unsafe curl_share_cleanup(share)
    }
}
