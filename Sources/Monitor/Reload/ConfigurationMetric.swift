import Checks

/// Every metric about the configuration, of the exporter and of the bridge; add a new one here and nowhere else.
enum ConfigurationMetric {
    /// All of them, for documentation and tests.
    static let all = [lastReloadSuccessful, lastReloadSuccess, hash, fileValid]

    static let lastReloadSuccessful = MetricDescriptor(
        "modelwatch_config_last_reload_successful",
        help: "1 if all that stood in the configuration files at the last start or reload is in force, else 0.")
    static let lastReloadSuccess = MetricDescriptor(
        "modelwatch_config_last_reload_success_timestamp_seconds", unit: "seconds",
        help: "When all that stood in the configuration files last came into force.")
    static let hash = MetricDescriptor(
        "modelwatch_config_hash",
        help: "A number made of the configuration in force; processes with the same configuration have the same.")
    static let fileValid = MetricDescriptor(
        "modelwatch_config_file_valid", labels: ["file"],
        help:
            "1 if the configuration file was in order when it was last read, else 0 and what it was before is in force."
    )
}
