extension EngineContract {
    static let dagster = EngineContract(
        name: "dagster",
        settings: { url in
            """
            url: "\(url)", location: defs.py, job: retrain, timeout: 500ms, token: \(secret),
            run_config: {ops: {train: {config: {note: '{{ labels.model }}'}}}}
            """
        },
        isStart: { _ in true },
        answer: { _ in try RecordedAnswer.of("dagster/73_launch_long") })
}
