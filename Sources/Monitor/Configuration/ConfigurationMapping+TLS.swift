import Transfers

extension ConfigurationMapping {
    /// How calls are made over TLS: `tls_config`, in Prometheus's words.
    var tls: TLSClientConfiguration { optionalTLS ?? TLSClientConfiguration() }

    /// The same; nil where the section is absent.
    var optionalTLS: TLSClientConfiguration? {
        section("tls_config") { TLSClientConfiguration($0) }
    }
}

extension TLSClientConfiguration {
    init(_ mapping: ConfigurationMapping) {
        self.init(
            certificateAuthority: mapping.pemFile("ca_file", holding: "CERTIFICATE"),
            certificate: mapping.pemFile("cert_file", holding: "CERTIFICATE"),
            key: mapping.pemFile("key_file", holding: "PRIVATE KEY"),
            serverName: mapping.optionalValue("server_name"),
            minimumVersion: mapping.value("min_version", default: .tls12))
        if (certificate == nil) != (key == nil) {
            mapping.problems.add(.missingKey(certificate == nil ? "cert_file" : "key_file"), at: mapping.mark)
        }
        if let serverName, serverName.wholeMatch(of: /[A-Za-z0-9._\-:]+/) == nil {
            mapping.reject("server_name", "must be a name such as prometheus.example.com, without scheme and port")
        }
        if mapping.optionalValue("insecure_skip_verify") == true {
            mapping.reject(
                "insecure_skip_verify",
                "must not be true, for then anybody could answer: name the server's own certificate in ca_file")
        }
    }
}
