"""What all boards share: variables, selectors, panels and their layout.

A panel is a dictionary of Grafana's JSON without place and id, which `Board` gives. Expressions are written with `S` and
`M`, so that every selector has the job and instance of the variables.
"""

DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}
GREEN, YELLOW, RED, BLUE, TEXT = "green", "yellow", "red", "blue", "text"
# Quality metrics of the whole model on labelled data; segments and variants have series of their own.
WHOLE = 'basis="realized",segment="",variant=""'
BY_SCORE, BY_P_VALUE = 'basis="score"', 'basis="p_value"'
FIRING = 'alertstate="firing"'
PEARSON = 'method="pearson"'
C = 'column=~"$column"'


def S(*matchers):
    """Matchers of any series of the chosen targets."""
    return "{" + ",".join(['job=~"$job"', 'instance=~"$instance"', *matchers]) + "}"


def M(*matchers):
    """Matchers of the series of the chosen models."""
    return S('model=~"$model"', *matchers)


def whole(metric, dataset="current"):
    """A quality metric of one data set."""
    return metric + M(of(dataset), WHOLE)


def of(dataset):
    """The matcher of a data set."""
    return f'dataset="{dataset}"'


def threshold(metric, name="threshold"):
    """The number at which an alert fires: its largest over the targets, which all have the same."""
    return f"max by (model) (model:{metric}:{name}{M()})"


def steps(*colours):
    """Threshold steps from pairs of value and colour; the first value is that of everything below."""
    return {"mode": "absolute", "steps": [{"value": value, "color": colour} for value, colour in colours]}


def mapped(*texts):
    """Value mappings from triples of value, text and colour."""
    return [
        {
            "type": "value",
            "options": {
                str(value): {"text": text, "color": colour, "index": i} for i, (value, text, colour) in enumerate(texts)
            },
        }
    ]


VERDICT = mapped((0, "no drift", GREEN), (1, "drift", RED))
SUCCESS = mapped((0, "failed", RED), (1, "ok", GREEN))


def query(expr, legend="{{model}}", **other):
    """A query over time."""
    return {"expr": expr, "legendFormat": legend, **other}


def now(expr, legend="{{model}}"):
    """A query of the newest value."""
    return query(expr, legend, instant=True, range=False)


def rows(expr):
    """A query of the newest values as the rows of a table."""
    return query(expr, "", format="table", instant=True, range=False)


def panel(
    kind,
    title,
    description,
    targets,
    *,
    unit="none",
    options,
    custom=None,
    overrides=(),
    transformations=None,
    **defaults,
):
    targets = [{"refId": chr(ord("A") + i), "datasource": DATASOURCE, **target} for i, target in enumerate(targets)]
    field = {"unit": unit, **defaults}
    if custom is not None:
        field["custom"] = custom
    result = {
        "type": kind,
        "title": title,
        "description": description,
        "datasource": DATASOURCE,
        "fieldConfig": {"defaults": field, "overrides": list(overrides)},
        "options": options,
        "targets": targets,
    }
    if transformations:
        result["transformations"] = transformations
    return result


def legend(placement="bottom", mode="list", calcs=(), show=True):
    return {"displayMode": mode, "placement": placement, "showLegend": show, "calcs": list(calcs)}


REDUCED = {"values": False, "calcs": ["lastNotNull"], "fields": ""}


# For lines that would fill the legend with one name.
OUT_OF_LEGEND = {"id": "custom.hideFrom", "value": {"legend": True, "tooltip": False, "viz": False}}


def dashed(name, colour=RED, *properties):
    """Draws the series of a legend as dashed lines: a threshold, or the reference.

    By name and not by query, because the public schema of dashboards knows objects only as options of a matcher.
    """
    return {
        "matcher": {"id": "byNames", "options": {"mode": "include", "names": [name]}},
        "properties": [
            {"id": "custom.lineStyle", "value": {"fill": "dash", "dash": [8, 6]}},
            {"id": "color", "value": {"mode": "fixed", "fixedColor": colour}},
            *properties,
        ],
    }


def timeseries(
    title,
    description,
    targets,
    *,
    unit="none",
    overrides=(),
    table=False,
    stacked=False,
    bars=False,
    points="never",
    transformations=None,
    **defaults,
):
    custom = {
        "drawStyle": "bars" if bars else "line",
        "lineInterpolation": "linear",
        "lineWidth": 1 if bars else 2,
        "fillOpacity": 60 if bars else 20 if stacked else 0,
        "showPoints": points,
        "spanNulls": False,
    }
    if stacked:
        custom["stacking"] = {"mode": "normal", "group": "A"}
    return panel(
        "timeseries",
        title,
        description,
        targets,
        unit=unit,
        custom=custom,
        overrides=overrides,
        options={
            "legend": legend("right", "table", ["lastNotNull"]) if table else legend(),
            "tooltip": {"mode": "multi", "sort": "desc"},
        },
        transformations=transformations,
        **defaults,
    )


def stat(title, description, targets, *, unit="none", text="auto", background=False, graph=True, **defaults):
    defaults.setdefault("thresholds", steps((None, BLUE)))
    return panel(
        "stat",
        title,
        description,
        targets,
        unit=unit,
        options={
            "graphMode": "area" if graph else "none",
            "colorMode": "background" if background else "value",
            "justifyMode": "auto",
            "textMode": text,
            "orientation": "auto",
            "wideLayout": True,
            "showPercentChange": False,
            "percentChangeColorMode": "standard",
            "reduceOptions": REDUCED,
        },
        **defaults,
    )


def gauge(title, description, targets, *, unit="none", **defaults):
    return panel(
        "gauge",
        title,
        description,
        targets,
        unit=unit,
        options={
            "orientation": "auto",
            "sizing": "auto",
            "minVizWidth": 75,
            "minVizHeight": 75,
            "showThresholdLabels": False,
            "showThresholdMarkers": True,
            "reduceOptions": REDUCED,
        },
        **defaults,
    )


def share_of_threshold(title, description, expr):
    """A gauge of a value as a share of the number at which its alert fires: green, yellow from half of it, red above."""
    return gauge(
        title,
        description,
        [query(expr)],
        unit="percentunit",
        decimals=0,
        min=0,
        max=1.5,
        thresholds=steps((None, GREEN), (0.5, YELLOW), (1, RED)),
    )


def bargauge(title, description, targets, *, unit="none", transformations=None, **defaults):
    defaults.setdefault("color", {"mode": "continuous-GrYlRd"})
    return panel(
        "bargauge",
        title,
        description,
        targets,
        unit=unit,
        options={
            "displayMode": "gradient",
            "valueMode": "color",
            "namePlacement": "auto",
            "showUnfilled": True,
            "sizing": "auto",
            "minVizWidth": 8,
            "minVizHeight": 16,
            "maxVizHeight": 300,
            "orientation": "horizontal",
            "legend": legend(show=False),
            "reduceOptions": REDUCED,
        },
        transformations=transformations,
        **defaults,
    )


def heatmap(title, description, targets, *, unit="none", **defaults):
    """Rows of cells over time, one row for each series: colour is the value."""
    return panel(
        "status-history",
        title,
        description,
        targets,
        unit=unit,
        custom={"fillOpacity": 90, "lineWidth": 0},
        options={
            "showValue": "never",
            "rowHeight": 0.9,
            "colWidth": 1,
            "legend": legend(show=False),
            "tooltip": {"mode": "single", "sort": "none"},
        },
        **defaults,
    )


def states(title, description, targets, *, unit="none", **defaults):
    """Rows of bars over time, one row for each series: equal values in a row are one bar."""
    defaults.setdefault("color", {"mode": "thresholds"})
    return panel(
        "state-timeline",
        title,
        description,
        targets,
        unit=unit,
        custom={"fillOpacity": 70, "lineWidth": 0},
        options={
            "showValue": "never",
            "rowHeight": 0.9,
            "mergeValues": True,
            "alignValue": "left",
            "legend": legend(),
            "tooltip": {"mode": "single", "sort": "none"},
        },
        **defaults,
    )


def table(title, description, targets, *, unit="none", hide=(), order=(), rename=None, sort=None, **defaults):
    """A table of the newest values. `order` names the first columns, `hide` those that are left out."""
    transformations = [{"id": "merge", "options": {}}] if len(targets) > 1 else []
    hidden = ["Time", "__name__", "job", "instance", *hide]
    transformations.append(
        {
            "id": "organize",
            "options": {
                "excludeByName": {name: True for name in hidden},
                "indexByName": {name: i for i, name in enumerate(order)},
                "renameByName": rename or {},
            },
        }
    )
    options = {
        "showHeader": True,
        "frameIndex": 0,
        "cellHeight": "sm",
        "footer": {"show": False, "reducer": ["sum"], "countRows": False, "fields": []},
    }
    if sort:
        options["sortBy"] = [{"displayName": sort[0], "desc": sort[1]}]
    return panel(
        "table", title, description, targets, unit=unit, options=options, transformations=transformations, **defaults
    )


def link(title, url):
    """A link from a value of a panel. Grafana's schema wants the fields of a board's link as well."""
    return {
        "title": title,
        "url": url,
        "type": "link",
        "icon": "external link",
        "tooltip": "",
        "tags": [],
        "asDropdown": False,
        "includeVars": False,
        "keepTime": False,
        "targetBlank": not url.startswith("/"),
    }


def barchart(title, description, targets, field, names, *, unit="percentunit"):
    """Bars side by side: one group for each value of the label `field`, one bar for each query, named by `names`."""
    renamed = {f"Value #{chr(ord('A') + i)}": name for i, name in enumerate(names)}
    hidden = {"Time": True, **{f"Time {i + 1}": True for i in range(len(names))}}
    return panel(
        "barchart",
        title,
        description,
        targets,
        unit=unit,
        custom={"fillOpacity": 80, "lineWidth": 1},
        options={
            "orientation": "auto",
            "xField": field,
            "xTickLabelRotation": 0,
            "xTickLabelMaxLength": 12,
            "xTickLabelSpacing": 0,
            "stacking": "none",
            "showValue": "never",
            "barWidth": 0.9,
            "groupWidth": 0.7,
            "barRadius": 0,
            "fullHighlight": False,
            "legend": legend(),
            "tooltip": {"mode": "multi", "sort": "none"},
        },
        transformations=[
            {"id": "joinByField", "options": {"byField": field, "mode": "outer"}},
            {"id": "organize", "options": {"excludeByName": hidden, "indexByName": {}, "renameByName": renamed}},
        ],
    )


def variable(name, query_text, *, label=None, many=True):
    """A variable from a query. With `many`, several values or all can be chosen."""
    result = {
        "name": name,
        "label": label or name.capitalize(),
        "type": "query",
        "datasource": DATASOURCE,
        "query": query_text,
        "definition": query_text,
        "refresh": 2,
        "sort": 1,
        "multi": many,
        "includeAll": many,
        "hide": 0,
        "regex": "",
        "skipUrlSync": False,
    }
    if many:
        result |= {"allValue": ".+", "current": {"selected": True, "text": ["All"], "value": ["$__all"]}}
    return result


DATASOURCE_VARIABLE = {
    "name": "datasource",
    "label": "Data source",
    "type": "datasource",
    "query": "prometheus",
    "refresh": 1,
    "hide": 0,
    "includeAll": False,
    "multi": False,
    "regex": "",
    "skipUrlSync": False,
    "options": [],
}


def targets_of(selector):
    """The variables of data source, job and instance, of the targets that have series of a selector with matchers."""
    with_job = selector.replace("{", '{job=~"$job",', 1)
    return [
        DATASOURCE_VARIABLE,
        variable("job", f"label_values({selector}, job)"),
        variable("instance", f"label_values({with_job}, instance)"),
    ]


MODELWATCH_TARGETS = targets_of('{__name__=~"modelwatch_.+"}')


def model_variable(many):
    return variable("model", f"label_values(modelwatch_evaluation_interval_seconds{S()}, model)", many=many)


# Triggers are kept, so their number rises by one at the moment a run begins, and never falls. The first run of a policy is a
# rise from nothing, if the bridge was there before.
BEGUN = 'sum by (job, instance, policy) (modelwatch_triggers{state=~"running|succeeded|failed|cancelled|lost"}%s)'
RETRAINING = {
    "name": "Retraining",
    "enable": True,
    "hide": False,
    "iconColor": "purple",
    "datasource": DATASOURCE,
    "expr": f"{BEGUN % ''} - ({BEGUN % ' offset 1m'} or 0 * {BEGUN % ''} and on (job, instance) modelwatch_open_episodes offset 1m) > 0",
    "titleFormat": "Retraining",
    "textFormat": "policy {{policy}}",
    "tagKeys": "policy",
    "step": "60s",
    "useValueForTime": False,
}
ALERTING = {
    "name": "Alerts",
    "enable": True,
    "hide": False,
    "iconColor": "red",
    "datasource": DATASOURCE,
    "expr": 'max by (alertname, model) (ALERTS{alertname=~"Modelwatch.+",alertstate="firing",severity!="info",model=~"$model"})',
    "titleFormat": "{{alertname}}",
    "textFormat": "{{model}}",
    "tagKeys": "alertname",
    "step": "60s",
    "useValueForTime": False,
}


class Board:
    """A board that places its panels row by row, left to right."""

    def __init__(self, uid, title, description, variables, *, annotations=(), time="now-6h"):
        self.uid, self.title, self.description = f"modelwatch-{uid}", title, description
        self.variables, self.annotations, self.time = variables, annotations, time
        self.panels, self.y, self.x, self.height, self.id = [], 0, 0, 0, 0

    def _place(self, item, width, height):
        if self.x + width > 24:
            self.y, self.x, self.height = self.y + self.height, 0, 0
        self.id += 1
        placed = {"id": self.id, **item, "gridPos": {"h": height, "w": width, "x": self.x, "y": self.y}}
        self.x, self.height = self.x + width, max(self.height, height)
        return placed

    def _row(self, title, collapsed):
        self.y, self.x, self.height = self.y + self.height, 0, 0
        row = self._place({"type": "row", "title": title, "collapsed": collapsed, "panels": []}, 24, 1)
        self.panels.append(row)
        return row

    def row(self, title, *panels):
        """Adds a row with its panels, each a triple of width, height and panel."""
        self._row(title, False)
        for width, height, item in panels:
            self.panels.append(self._place(item, width, height))
        return self

    def folded(self, title, *panels):
        """Adds a row that is folded at first. Its panels are queried only when it is opened."""
        row = self._row(title, True)
        y, self.y, self.x, self.height = self.y, self.y + 1, 0, 0
        row["panels"] = [self._place(item, width, height) for width, height, item in panels]
        self.y, self.x, self.height = y, 0, 1
        return self

    def json(self):
        builtin = {
            "name": "Annotations & Alerts",
            "type": "dashboard",
            "builtIn": 1,
            "enable": True,
            "hide": True,
            "datasource": {"type": "grafana", "uid": "-- Grafana --"},
            "iconColor": "rgba(0, 211, 255, 1)",
        }
        return {
            "uid": self.uid,
            "title": self.title,
            "description": self.description,
            "tags": ["modelwatch"],
            "schemaVersion": 39,
            "version": 1,
            "editable": False,
            "graphTooltip": 1,
            "timezone": "utc",
            "refresh": "30s",
            "fiscalYearStartMonth": 0,
            "liveNow": False,
            "weekStart": "",
            "time": {"from": self.time, "to": "now"},
            "timepicker": {},
            "annotations": {"list": [builtin, *self.annotations]},
            "links": [
                {
                    "title": "Modelwatch",
                    "type": "dashboards",
                    "tags": ["modelwatch"],
                    "asDropdown": True,
                    "includeVars": True,
                    "keepTime": True,
                    "targetBlank": False,
                    "icon": "external link",
                    "tooltip": "",
                    "url": "",
                }
            ],
            "templating": {"list": self.variables},
            "panels": self.panels,
        }
