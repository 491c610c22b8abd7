"""A Prefect flow for the genre classifier's retraining: `retrain/production`.

    PREFECT_API_URL=http://127.0.0.1:4200/api python examples/genres/prefect_flow.py

registers the deployment and executes its runs until it is stopped. The parameters are what the bridge sends: the
model, the alert that started the run and its value as text. Replace the bodies of the tasks by your own training.
"""
import pathlib

from prefect import flow, get_run_logger, task

DATA = pathlib.Path(__file__).resolve().parent


@task(retries=2, retry_delay_seconds=10)
def training_data() -> dict[str, int]:
    """Finds what a training would read; gives the bytes of each file."""
    return {name: (DATA / name).stat().st_size for name in ("reference.parquet", "current.parquet")}


@flow(name="retrain")
def retrain(model: str, alert: str, value: str) -> dict[str, object]:
    """Retrains one model; this example looks for its data and trains nothing."""
    files = training_data()
    get_run_logger().info("Would retrain %s on %s because of %s at %s", model, files, alert, value)
    return {"model": model, "alert": alert, "value": value, "files": files}


if __name__ == "__main__":
    retrain.serve(name="production")
