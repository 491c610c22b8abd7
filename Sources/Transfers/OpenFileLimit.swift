import Foundation

/// How many files this process may have open.
package enum OpenFileLimit {
    /// Raises it to what the system allows. The usual limit is for programs that watch files with `select`, which we do
    /// not.
    package static func raise() {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = unsafe setrlimit(resource, &limit)
    }
}
