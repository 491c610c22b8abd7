"""Alerts of Modelwatch: which fire, for how long, how often, and of which severity."""

from boards.parts import *

# Some alerts are about no single target, and their series have no instance: the empty alternative lets them through.
A = '{job=~"$job|",instance=~"$instance|",alertname=~"$alertname",severity=~"$severity"%s}'
ALERTS, FIRING_ALERTS = "ALERTS" + A % "", "ALERTS" + A % ("," + FIRING)
SINCE = "ALERTS_FOR_STATE" + A % ""
COLOURS = mapped(("critical", "critical", RED), ("warning", "warning", YELLOW), ("info", "info", BLUE))


def counted(severity, colour):
    return stat(
        f"Firing: {severity}",
        f"Alerts of severity {severity} that fire now.",
        [
            now(
                f"count({'ALERTS' + A % (',' + FIRING + f',severity=' + chr(34) + severity + chr(34))}) or vector(0)",
                severity,
            )
        ],
        unit="short",
        background=True,
        graph=False,
        thresholds=steps((None, GREEN), (1, colour)),
    )


ACTIVE = table(
    "Active alerts",
    "What fires, or is about to, and since when. Acknowledge on the bridge's page /episodes; silence in Alertmanager.",
    [rows(ALERTS), rows(f"time() - {SINCE}")],
    hide=["Value #A", "dataset", "basis", "check", "method", "role", "kind", "segment", "variant"],
    order=["alertname", "alertstate", "severity", "action", "model", "column"],
    rename={"alertname": "alert", "alertstate": "state", "Value #B": "active for"},
    sort=("active for", False),
    unit="s",
    mappings=COLOURS,
    color={"mode": "thresholds"},
    thresholds=steps((None, "transparent")),
    custom={
        "align": "auto",
        "inspect": False,
        "cellOptions": {"type": "color-background", "mode": "basic", "applyToRow": False},
    },
    links=[
        link("Runbook", "https://github.com/modelwatch/modelwatch/blob/main/docs/runbooks/${__data.fields.alert}.md")
    ],
)

TIMELINE = states(
    "Timeline",
    "When each alert was firing.",
    [query(f"max by (alertname, model) ({FIRING_ALERTS})", "{{alertname}} {{model}}")],
    thresholds=steps((None, RED)),
    mappings=mapped((1, "firing", RED)),
)
BY_SEVERITY = timeseries(
    "Firing alerts by severity",
    "How many fire at a time.",
    [query(f"count by (severity) ({FIRING_ALERTS})", "{{severity}}")],
    unit="short",
    stacked=True,
    min=0,
)
BY_MODEL = bargauge(
    "Firing alerts by model", "How many fire now.", [now(f"count by (model) ({FIRING_ALERTS})")], unit="short", min=0
)

# An episode has its own start, which is the value of ALERTS_FOR_STATE.
FREQUENCY = bargauge(
    "Episodes in the chosen time",
    "How often each alert began, pending included.",
    [now(f"sort_desc(sum by (alertname) (1 + changes({SINCE}[$__range])))", "{{alertname}}")],
    unit="short",
    min=0,
)
SHARE = bargauge(
    "Share of the time firing",
    "How much of the chosen time at least one alert of the name was firing.",
    [
        now(
            f"sort_desc(count_over_time((max by (alertname) ({FIRING_ALERTS}))[$__range:$__interval]) * $__interval_ms / 1000 / $__range_s)",
            "{{alertname}}",
        )
    ],
    unit="percentunit",
    decimals=0,
    min=0,
    max=1,
)
RESOLUTION = bargauge(
    "Mean time firing",
    "Time that an alert fired, per episode: how long it took to resolve it.",
    [
        now(
            f"sort_desc(sum by (alertname) (count_over_time({FIRING_ALERTS}[$__range:$__interval]) * $__interval_ms / 1000) / sum by (alertname) "
            f"(1 + changes({SINCE}[$__range])))",
            "{{alertname}}",
        )
    ],
    unit="s",
    min=0,
)

# What the bridge knows of alerts. Its job is not that of the models, and other alerts may have no job at all.
B = '{severity=~"$severity"}'
BEGUN = bargauge(
    "Alerts that began",
    "How many alerts the bridge heard of for the first time in the chosen time, repeats left out.",
    [now(f"sum by (severity) (increase(modelwatch_episodes_total{B}[$__range]))", "{{severity}}")],
    unit="short",
    decimals=0,
    min=0,
)
RESOLVED = bargauge(
    "Mean time to resolution",
    "From the beginning of an alert to its end, of those that ended in the chosen time.",
    [
        now(
            f"sum by (severity) (increase(modelwatch_episode_duration_seconds_sum{B}[$__range])) / "
            f"(sum by (severity) (increase(modelwatch_episode_duration_seconds_count{B}[$__range])) > 0)",
            "{{severity}}",
        )
    ],
    unit="s",
    min=0,
)
FALSE = timeseries(
    "False positives",
    "Share of the alerts of 30 days that operators marked as false positives. The bridge's page /history names them.",
    [
        query(
            f"sum by (severity) (modelwatch_recent_false_positives{B}) / sum by (severity) (modelwatch_recent_episodes{B})",
            "{{severity}}",
        )
    ],
    unit="percentunit",
    min=0,
)

BOARD = (
    Board(
        "alerts",
        "Alerts",
        "Which alerts fire, for how long, how often, and of which severity.",
        [
            *targets_of('{__name__="ALERTS"}'),
            variable("alertname", 'label_values(ALERTS{job=~"$job|"}, alertname)', label="Alert"),
            variable("severity", 'label_values(ALERTS{job=~"$job|"}, severity)'),
        ],
        annotations=[RETRAINING],
        time="now-24h",
    )
    .row(
        "Now",
        (4, 5, counted("critical", RED)),
        (4, 5, counted("warning", YELLOW)),
        (4, 5, counted("info", BLUE)),
        (12, 5, BY_MODEL),
        (24, 10, ACTIVE),
    )
    .row("History", (24, 10, TIMELINE), (24, 7, BY_SEVERITY))
    .row("Frequency and duration", (8, 10, FREQUENCY), (8, 10, SHARE), (8, 10, RESOLUTION))
    .row("As the bridge knows them", (8, 8, BEGUN), (8, 8, RESOLVED), (8, 8, FALSE))
)
