import Transfers

/// The `airflow` engine: which DAG of which Airflow is run.
struct AirflowConfiguration: EngineSettings {
    static let name = "airflow"

    /// The base URL, such as `http://localhost:8080`.
    let url: String
    /// The id of the DAG.
    let dag: String
    /// Which API the server has; found out by default.
    let version: AirflowVersion
    /// Members of `conf` in addition to those taken from the alert.
    let parameters: [String: ParameterTemplate]
    /// A name with a password gets a token from Airflow 3, and goes to Airflow 2 as it is.
    let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { url }

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        dag = mapping.value("dag")
        version = mapping.value("version", default: .auto)
        parameters = mapping.parameterTemplates()
        authorization = HTTPAuthorization(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
        mapping.requirePositive("timeout")
        if mapping.contains("dag"), dag.wholeMatch(of: /[\w.\-]+/) == nil {
            mapping.reject("dag", "must be the id of a DAG: letters, digits, dots, dashes and underscores")
        }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        AirflowEngine(self, with: tools)
    }
}
