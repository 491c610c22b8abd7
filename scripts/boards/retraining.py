"""From alert to retrained model: deliveries, decisions, triggers and runs."""

from boards.parts import *

P = 'policy=~"$policy"'
WEBHOOK = S('integration="webhook"')

UP = stat(
    "Bridge",
    "Whether Prometheus can scrape it.",
    [query("up" + S('job=~"modelwatch-bridge"'), "{{instance}}")],
    background=True,
    graph=False,
    thresholds=steps((None, RED), (1, GREEN)),
    mappings=mapped((0, "down", RED), (1, "up", GREEN)),
)
LEADER = stat(
    "Leader",
    "Which bridge works on the storage; others wait for it.",
    [query("modelwatch_bridge_leader" + S(), "{{instance}}")],
    background=True,
    graph=False,
    thresholds=steps((None, BLUE), (1, GREEN)),
    mappings=mapped((0, "standby", BLUE), (1, "works", GREEN)),
)
STORAGE = stat(
    "Storage",
    "Whether the last delivery could be stored.",
    [query("modelwatch_storage_writable" + S(), "{{instance}}")],
    background=True,
    graph=False,
    thresholds=steps((None, RED), (1, GREEN)),
    mappings=mapped((0, "failing", RED), (1, "writable", GREEN)),
)
EPISODES = stat(
    "Open episodes",
    "Alerts that fire now, as the bridge knows them.",
    [query("modelwatch_open_episodes" + S(), "{{instance}}")],
    unit="short",
)
LAST = stat(
    "Last delivery",
    "When the newest stored delivery arrived.",
    [now("1000 * (modelwatch_last_delivery_timestamp_seconds" + S() + " > 0)", "{{instance}}")],
    unit="dateTimeFromNow",
    graph=False,
)
APPROVAL = stat(
    "Waiting for a person",
    "Triggers that wait for approval.",
    [query("modelwatch_awaiting_approval_triggers" + S(), "{{instance}}")],
    unit="short",
    thresholds=steps((None, GREEN), (1, YELLOW)),
)
DEAD = stat(
    "Dead triggers",
    "Triggers that their engine refused for good. They are kept.",
    [query("modelwatch_dead_triggers" + S(), "{{instance}}")],
    unit="short",
    thresholds=steps((None, GREEN), (1, RED)),
)

STATES = timeseries(
    "Triggers by state",
    "All triggers that the bridge has stored, by the state they are in.",
    [query("sum by (state) (modelwatch_triggers" + S(P) + ")", "{{state}}")],
    unit="short",
    stacked=True,
    min=0,
)
ENDED = 'state=~"succeeded|rejected|failed|cancelled|dead|lost"'
RUNS = timeseries(
    "Triggers that succeeded",
    "Share of the ended triggers of each policy that succeeded, over all that the bridge has stored.",
    [
        query(
            "(sum by (policy) (modelwatch_triggers"
            + S(P, 'state="succeeded"')
            + ") or 0 * sum by (policy) (modelwatch_triggers"
            + S(P, ENDED)
            + ")) / sum by (policy) (modelwatch_triggers"
            + S(P, ENDED)
            + ")",
            "{{policy}}",
        )
    ],
    unit="percentunit",
    min=0,
    max=1,
)
POLICIES = table(
    "Triggers by policy",
    "How many triggers of each policy are in which state.",
    [rows("sum by (policy, state) (modelwatch_triggers" + S(P) + ")")],
    unit="short",
    order=["policy", "state"],
    rename={"Value": "triggers"},
)
OUTBOX = timeseries(
    "Waiting for the engine",
    "Triggers that wait to be taken by their workflow engine.",
    [query("modelwatch_outbox_triggers" + S(), "{{instance}}")],
    unit="short",
    min=0,
)
OLDEST = timeseries(
    "Oldest waiting trigger",
    "Age of the oldest trigger that waits for its engine. ModelwatchOutboxStuck fires above ten minutes.",
    [query("modelwatch_outbox_oldest_age_seconds" + S(), "{{instance}}")],
    unit="s",
    min=0,
)
ATTEMPTS = timeseries(
    "Dispatch attempts",
    "Attempts to start a run, by engine and outcome.",
    [
        query(
            "sum by (engine, outcome) (increase(modelwatch_dispatch_attempts_total" + S() + "[$__rate_interval]))",
            "{{engine}} {{outcome}}",
        )
    ],
    unit="short",
    bars=True,
    min=0,
)

VERDICTS = timeseries(
    "Verdicts",
    "What became of the models that runs made, for policies with a verdict.",
    [query("sum by (outcome) (increase(modelwatch_verdicts_total" + S(P) + "[$__rate_interval]))", "{{outcome}}")],
    unit="short",
    bars=True,
    min=0,
)
CIRCUITS = timeseries(
    "Servers left alone",
    "Servers of workflow engines that get no calls for a while because calls to them failed.",
    [query("sum by (engine) (modelwatch_engine_open_circuits" + S() + ")", "{{engine}}")],
    unit="short",
    min=0,
)
SPEND = timeseries(
    "Budgets",
    "Share of each spend limit that is used, by runs within the period and by triggers that may still start. "
    "ModelwatchSpendLimitNear fires above 80 %, and where a further run does not fit.",
    [
        query(
            "modelwatch_spend_units" + S(P) + " / on (job, instance, policy, period) modelwatch_spend_limit_units" + S(P),
            "{{policy}} {{period}}",
        ),
        query(
            "sum by (job, instance, period) (modelwatch_spend_units"
            + S()
            + ") / on (job, instance, period) modelwatch_total_spend_limit_units"
            + S(),
            "all policies {{period}}",
        ),
    ],
    unit="percentunit",
    min=0,
)

DELIVERIES = timeseries(
    "Deliveries",
    "Webhook deliveries by the status of the answer: 200 stored, 4xx refused, 503 to be sent again.",
    [query("sum by (code) (rate(modelwatch_deliveries_total" + S() + "[$__rate_interval]))", "{{code}}")],
    unit="reqps",
    min=0,
)
RECEIVED = timeseries(
    "Alerts received",
    "Alerts in stored deliveries, repeats included.",
    [query("sum by (status) (increase(modelwatch_alerts_received_total" + S() + "[$__rate_interval]))", "{{status}}")],
    unit="short",
    min=0,
)
SUPPRESSED = timeseries(
    "Why alerts start nothing",
    "Notifications that led to no trigger, by reason.",
    [query("sum by (reason) (increase(modelwatch_suppressed_total" + S() + "[$__rate_interval]))", "{{reason}}")],
    unit="short",
    bars=True,
    min=0,
)
NOTIFICATIONS = timeseries(
    "Alertmanager's webhooks",
    "Notifications that Alertmanager sent to webhooks, and those that failed.",
    [
        query(
            "sum by (instance) (rate(alertmanager_notifications_total%s[$__rate_interval]))" % WEBHOOK,
            "sent by {{instance}}",
        ),
        query(
            "sum by (instance) (rate(alertmanager_notifications_failed_total%s[$__rate_interval]))" % WEBHOOK, "failed"
        ),
    ],
    unit="ops",
    overrides=[dashed("failed")],
    min=0,
)

BOARD = (
    Board(
        "retraining",
        "Retraining loop",
        "From alert to retrained model: deliveries, decisions, triggers and runs.",
        [
            *targets_of('{__name__=~"modelwatch_bridge_leader|alertmanager_notifications_total"}'),
            variable("policy", "label_values(" + S('__name__=~"modelwatch_triggers|modelwatch_verdicts_total"') + ", policy)"),
        ],
        annotations=[RETRAINING],
    )
    .row(
        "Now",
        (3, 5, UP),
        (3, 5, LEADER),
        (3, 5, STORAGE),
        (3, 5, EPISODES),
        (4, 5, LAST),
        (4, 5, APPROVAL),
        (4, 5, DEAD),
    )
    .row(
        "Triggers and runs",
        (12, 9, STATES),
        (12, 9, RUNS),
        (8, 8, POLICIES),
        (5, 8, OUTBOX),
        (5, 8, OLDEST),
        (6, 8, ATTEMPTS),
        (8, 8, VERDICTS),
        (8, 8, CIRCUITS),
        (8, 8, SPEND),
    )
    .row("Alerts and decisions", (12, 8, DELIVERIES), (12, 8, RECEIVED), (12, 8, SUPPRESSED), (12, 8, NOTIFICATIONS))
)
