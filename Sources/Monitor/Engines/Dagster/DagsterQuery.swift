/// What Dagster is asked; values are variables, never part of the text.
enum DagsterQuery {
    /// Starts a run.
    static let launch = """
        mutation($params: ExecutionParams!) { launchRun(executionParams: $params) { __typename
          ... on LaunchRunSuccess { run { runId } }
          ... on RunConfigValidationInvalid { errors { message } }
          ... on Error { message } } }
        """
    /// Tells how far a run is.
    static let run = """
        query($id: ID!) { runOrError(runId: $id) { __typename
          ... on Run { runId status tags { key value } }
          ... on Error { message } } }
        """
    /// Finds runs by tags, the newest first.
    static let runs = """
        query($filter: RunsFilter!) { runsOrError(filter: $filter, limit: 10) { __typename
          ... on Runs { results { runId status tags { key value } } }
          ... on Error { message } } }
        """
    /// Ends a run.
    static let terminate = """
        mutation($id: String!, $policy: TerminateRunPolicy!) { terminateRun(runId: $id, terminatePolicy: $policy) {
          __typename ... on Error { message } ... on TerminateRunFailure { message } } }
        """
}
