import CCurl
import Foundation

/// One call with libcurl: owns the handle, the headers and what was received so far. Used by one thread.
///
/// It follows no redirects, speaks only http and https, and bounds the time and the size of the answer.
@safe package final class CurlTransfer {
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
    /// As much of an answer that tells of an error is worth keeping.
    private static let errorBodyBytes = 64 << 10

    /// Failures from before anything of the call was sent.
    private static let unreachable: [CURLcode] = [
        CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT,
    ]

    private let handle: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var connection: UnsafeMutablePointer<curl_slist>?
    private let message: UnsafeMutablePointer<CChar>
    private let request: HTTPClientRequest
    private let file: NamelessFile?
    private let cancellation: Cancellation?
    private let connections: CurlConnections?
    /// The server under another name; nil under that of the URL.
    private let renamed: RenamedServer?
    private var received = Data()
    private var receivedHeaders: [String: String] = [:]
    private var storedBytes = 0
    private var failure: HTTPClientError?
    private var deniedAddress: NetworkAddress?

    /// - Parameters:
    ///   - file: Where the body of a successful answer goes; nil to keep it in memory.
    ///   - cancellation: Gives the call up when it is set.
    ///   - connections: Those that calls before this one left open.
    package init(
        _ request: HTTPClientRequest, into file: NamelessFile? = nil, cancellation: Cancellation? = nil,
        over connections: CurlConnections? = nil
    ) throws(HTTPClientError) {
        guard Self.isReady, let handle = unsafe curl_easy_init() else { throw .outOfMemory }
        unsafe self.handle = handle
        unsafe headers = nil
        unsafe connection = nil
        unsafe message = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        self.request = request
        self.file = file
        self.cancellation = cancellation
        self.connections = connections
        renamed = request.tls.serverName.flatMap { RenamedServer(request.url, name: $0) }
    }

    deinit {
        unsafe curl_slist_free_all(headers)
        unsafe curl_slist_free_all(connection)
        unsafe curl_easy_cleanup(handle)
        unsafe message.deallocate()
    }

    /// Blocks until the answer is complete or the call failed.
    package func perform() throws(HTTPClientError) -> HTTPClientResponse {
        try configure()
        let code = withBody { unsafe curl_easy_perform(handle) }
        if let failure { throw failure }
        if code == CURLE_ABORTED_BY_CALLBACK { throw .cancelled }
        if code == CURLE_COULDNT_CONNECT, let deniedAddress { throw .addressDenied("\(deniedAddress)") }
        // Nothing of the call was sent, or nobody took it.
        if status == 0, let failure = TLSFailure(code, reason(code), of: request) { throw .unreachable("\(failure)") }
        if Self.unreachable.contains(code) { throw .unreachable(reason(code)) }
        guard code == CURLE_OK else { throw .transport(reason(code)) }
        var redirect: UnsafePointer<CChar>?
        unsafe check(mw_curl_get_string(handle, CURLINFO_REDIRECT_URL, &redirect))
        return HTTPClientResponse(
            status: status, headers: receivedHeaders,
            redirect: unsafe redirect.map { unsafe String(cString: $0) }.map { renamed?.restored($0) ?? $0 },
            body: received)
    }

    private var status: Int {
        var status = 0
        unsafe check(mw_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status))
        return status
    }

    /// libcurl's words with what they are about, such as the name that could not be resolved.
    private func reason(_ code: CURLcode) -> String {
        let general = unsafe String(cString: curl_easy_strerror(code))
        let detail = unsafe String(cString: message)
        return detail.isEmpty || code == CURLE_OPERATION_TIMEDOUT ? general : detail
    }

    private func configure() throws(HTTPClientError) {
        unsafe check(mw_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, message))
        unsafe check(mw_curl_set_string(handle, CURLOPT_URL, renamed?.url ?? request.url))
        unsafe check(mw_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https"))
        unsafe check(mw_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method))
        unsafe check(mw_curl_set_string(handle, CURLOPT_USERAGENT, "modelwatch"))
        // Signals would reach a random thread of the process.
        unsafe check(mw_curl_set_long(handle, CURLOPT_NOSIGNAL, 1))
        unsafe check(mw_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0))
        let milliseconds = Int(max(1, request.timeout / .milliseconds(1)))
        unsafe check(mw_curl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds))
        unsafe check(mw_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 5000)))
        try secure(request.tls)
        // What a name holds is for the server to say, be it dots.
        unsafe check(mw_curl_set_long(handle, CURLOPT_PATH_AS_IS, 1))
        if let signature = request.signature { sign(signature) }
        if let connections { unsafe check(mw_curl_set_pointer(handle, CURLOPT_SHARE, connections.share)) }
        if request.addresses != .any { checkAddresses() }
        try addHeaders()
        receive()
    }

    private func secure(_ tls: TLSClientConfiguration) throws(HTTPClientError) {
        unsafe check(mw_curl_set_long(handle, CURLOPT_SSLVERSION, tls.minimumVersion.minimum))
        // Else OpenSSL would ask the terminal for the passphrase of a key that has one.
        unsafe check(mw_curl_set_string(handle, CURLOPT_KEYPASSWD, ""))
        for (option, file) in [
            (CURLOPT_CAINFO, tls.certificateAuthority), (CURLOPT_SSLCERT, tls.certificate), (CURLOPT_SSLKEY, tls.key),
        ] {
            guard let file else { continue }
            unsafe check(mw_curl_set_string(handle, option, file))
        }
        guard let renamed else { return }
        guard let route = unsafe curl_slist_append(nil, renamed.connection) else { throw .outOfMemory }
        unsafe connection = route
        unsafe check(mw_curl_set_pointer(handle, CURLOPT_CONNECT_TO, route))
    }

    /// Looks at each address after its name was resolved, so that no name can hide one.
    private func checkAddresses() {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe check(mw_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context))
        unsafe check(mw_curl_set_open_socket_function(handle, Self.openSocket))
    }

    private func sign(_ signature: RequestSignature) {
        let scope = "aws:amz:\(signature.region):\(signature.service)"
        unsafe check(mw_curl_set_string(handle, CURLOPT_AWS_SIGV4, scope))
        unsafe check(mw_curl_set_string(handle, CURLOPT_USERNAME, signature.accessKey))
        unsafe check(mw_curl_set_string(handle, CURLOPT_PASSWORD, signature.secretKey))
    }

    private func receive() {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe check(mw_curl_set_pointer(handle, CURLOPT_WRITEDATA, context))
        unsafe check(mw_curl_set_write_function(handle, CURLOPT_WRITEFUNCTION, Self.receiveBody))
        unsafe check(mw_curl_set_pointer(handle, CURLOPT_HEADERDATA, context))
        unsafe check(mw_curl_set_write_function(handle, CURLOPT_HEADERFUNCTION, Self.receiveHeader))
        guard cancellation != nil else { return }
        unsafe check(mw_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context))
        unsafe check(mw_curl_set_progress_function(handle, Self.watch))
        unsafe check(mw_curl_set_long(handle, CURLOPT_NOPROGRESS, 0))
    }

    private func addHeaders() throws(HTTPClientError) {
        // Without this, libcurl waits a second for "100 Continue" before it sends a long body. In a call that is signed it
        // would sign the header although it does not send it; such bodies are short.
        let noWait = request.body == nil || request.signature != nil ? [] : [(name: "Expect", value: "")]
        let host = renamed.map { [(name: "Host", value: $0.host)] } ?? []
        for (name, value) in request.headers + host + noWait {
            let line = "\(name): \(value)".filter { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }
            guard let longer = unsafe curl_slist_append(headers, line) else { throw .outOfMemory }
            unsafe headers = longer
        }
        unsafe check(mw_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers))
    }

    /// Keeps the body in place while the closure runs.
    private func withBody(_ call: () -> CURLcode) -> CURLcode {
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
}

extension CurlTransfer {
    /// Takes bytes of the answer; says false to end the transfer.
    @unsafe
    private func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard file == nil || !(200...299).contains(status) else { return unsafe store(bytes) }
        if file != nil, received.count + bytes.count > Self.errorBodyBytes { return true }
        guard received.count + bytes.count <= request.maximumResponseBytes else {
            failure = .responseTooLarge(limit: request.maximumResponseBytes)
            return false
        }
        unsafe received.append(contentsOf: bytes)
        return true
    }

    @unsafe
    private func store(_ bytes: UnsafeRawBufferPointer) -> Bool {
        storedBytes += bytes.count
        if storedBytes > request.maximumResponseBytes {
            failure = .responseTooLarge(limit: request.maximumResponseBytes)
        } else if unsafe file?.append(bytes) == false {
            failure = .storage(unsafe String(cString: strerror(errno)))
        }
        return failure == nil
    }

    private func takeHeader(_ line: String) {
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
        receivedHeaders[line[..<colon].lowercased()] = value
    }

    /// Any other count than what was handed over ends the transfer.
    private static let receiveBody: mw_curl_write_function = { data, size, count, context in
        guard let data = unsafe data, let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        return unsafe transfer.take(UnsafeRawBufferPointer(start: data, count: size * count)) ? size * count : 0
    }

    private static let receiveHeader: mw_curl_write_function = { data, size, count, context in
        guard let data = unsafe data, let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        let bytes = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
        unsafe transfer.takeHeader(String(decoding: bytes, as: UTF8.self))
        return size * count
    }

    /// Opens a socket if the address is one to which the call may go.
    @unsafe
    private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let target = unsafe NetworkAddress(address)
        guard let target, request.addresses.allows(target) else {
            deniedAddress = target
            return -1
        }
        let type = unsafe address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return unsafe socket(address.pointee.family, type, address.pointee.protocol)
    }

    private static let openSocket: mw_curl_open_socket_function = { context, _, address in
        guard let context = unsafe context else { return -1 }
        let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        return unsafe transfer.openSocket(address)
    }

    /// libcurl asks at least once a second whether to go on.
    private static let watch: mw_curl_progress_function = { context, _, _, _, _ in
        guard let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.cancellation?.isCancelled == true ? 1 : 0
    }
}
