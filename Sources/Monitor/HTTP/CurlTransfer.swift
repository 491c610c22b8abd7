import CCurl
import Foundation

/// One call with libcurl: owns the handle, the headers and the bytes received so far.
@safe final class CurlTransfer {
    private let handle: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let request: HTTPClientRequest
    private var received = Data()
    private var isTooLarge = false

    init(_ request: HTTPClientRequest) throws {
        guard let handle = unsafe curl_easy_init() else { throw HTTPClientError.outOfMemory }
        unsafe self.handle = handle
        unsafe headers = nil
        self.request = request
    }

    deinit {
        unsafe curl_slist_free_all(headers)
        unsafe curl_easy_cleanup(handle)
    }

    /// Blocks until the answer is complete or the call failed.
    func perform() throws -> HTTPClientResponse {
        try configure()
        let code = try withBody { unsafe curl_easy_perform(handle) }
        if isTooLarge { throw HTTPClientError.responseTooLarge(limit: request.maximumResponseBytes) }
        guard code == CURLE_OK else {
            throw HTTPClientError.transport(unsafe String(cString: curl_easy_strerror(code)))
        }
        var status = 0
        unsafe check(mw_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status))
        return HTTPClientResponse(status: status, body: received)
    }

    private func configure() throws {
        unsafe check(mw_curl_set_string(handle, CURLOPT_URL, request.url))
        unsafe check(mw_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https"))
        unsafe check(mw_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method))
        unsafe check(mw_curl_set_string(handle, CURLOPT_USERAGENT, "modelwatch"))
        // Signals would reach a random thread of the process.
        unsafe check(mw_curl_set_long(handle, CURLOPT_NOSIGNAL, 1))
        unsafe check(mw_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0))
        let milliseconds = Int(max(1, request.timeout.seconds * 1000))
        unsafe check(mw_curl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds))
        unsafe check(mw_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 5000)))
        try addHeaders()
        unsafe check(mw_curl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(self).toOpaque()))
        unsafe check(mw_curl_set_write_function(handle, CURLOPT_WRITEFUNCTION, Self.receive))
    }

    private func addHeaders() throws {
        // Without this, libcurl waits a second for "100 Continue" before it sends a long body.
        for (name, value) in request.headers + [("Expect", "")] {
            let line = "\(name): \(value)".filter { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }
            guard let longer = unsafe curl_slist_append(headers, line) else { throw HTTPClientError.outOfMemory }
            unsafe headers = longer
        }
        unsafe check(mw_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers))
    }

    /// Keeps the body in place while the closure runs.
    private func withBody(_ call: () -> CURLcode) throws -> CURLcode {
        guard let body = request.body else { return call() }
        return unsafe body.withUnsafeBytes { bytes in
            unsafe check(mw_curl_set_long(handle, CURLOPT_POSTFIELDSIZE, bytes.count))
            unsafe check(
                mw_curl_set_pointer(handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress)))
            return call()
        }
    }

    /// An option that this build of libcurl does not know would be our own mistake.
    private func check(_ code: CURLcode) {
        precondition(code == CURLE_OK, "libcurl refuses an option")
    }

    /// Takes bytes of the answer; any other count than what was handed over ends the transfer.
    private static let receive: mw_curl_write_function = { data, size, count, context in
        guard let data = unsafe data, let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        guard transfer.received.count + size * count <= transfer.request.maximumResponseBytes else {
            transfer.isTooLarge = true
            return 0
        }
        unsafe transfer.received.append(
            UnsafeBufferPointer(start: data, count: size * count).withMemoryRebound(
                to: UInt8.self
            ) { unsafe $0 })
        return size * count
    }
}
