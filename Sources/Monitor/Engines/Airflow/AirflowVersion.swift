/// Which of Airflow's two APIs is spoken.
enum AirflowVersion: String, ConfigurationChoice {
    /// The server is asked.
    case auto
    case two = "2"
    case three = "3"

    static let placeholder = AirflowVersion.auto
}
