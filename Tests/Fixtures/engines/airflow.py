"""Two DAGs that stand for a retraining, for Airflow 2 and 3; one of them is paused."""

from time import sleep

try:
    from airflow.sdk import dag, get_current_context, task
except ImportError:
    from airflow.decorators import dag, task
    from airflow.operators.python import get_current_context


@task
def train():
    conf = get_current_context()["dag_run"].conf
    sleep(conf["seconds"])
    if conf["fail"]:
        raise ValueError(f"training {conf['model']} failed")


@dag(dag_id="retrain", schedule=None, max_active_runs=1, is_paused_upon_creation=False)
def retrain():
    train()


@dag(dag_id="retrain-paused", schedule=None, is_paused_upon_creation=True)
def retrain_paused():
    train()


retrain()
retrain_paused()
