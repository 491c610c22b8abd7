"""A flow that stands for a retraining; serves itself as retrain/production until it is stopped."""

from time import sleep

from prefect import flow


@flow(name="retrain", log_prints=True)
def retrain(model: str, alert: str, value: float, trigger: str, seconds: float = 0.0):
    print(f"{trigger}: training {model} because of {alert} at {value}")
    sleep(seconds)


if __name__ == "__main__":
    retrain.serve(name="production", print_starting_message=False)
