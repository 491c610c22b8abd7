"""A job that stands for a retraining."""

from time import sleep

from dagster import Config, Definitions, job, op


class Training(Config):
    model: str
    seconds: float
    fail: bool


@op
def train(config: Training):
    sleep(config.seconds)
    if config.fail:
        raise ValueError(f"training {config.model} failed")


@job
def retrain():
    train()


defs = Definitions(jobs=[retrain])
