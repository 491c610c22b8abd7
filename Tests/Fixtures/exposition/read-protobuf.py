"""Prints a page of length-delimited MetricFamily messages as JSON, read by Google's protobuf library.

The messages are those of github.com/prometheus/client_model, io/prometheus/client/metrics.proto.
"""
import json
import math
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.internal.decoder import _DecodeVarint32

TYPES = {"string": 9, "double": 1, "uint64": 4, "uint32": 13, "sint32": 17, "sint64": 18, "int64": 3, "enum": 14}
MESSAGES = {
    "LabelPair": [("name", 1, "string"), ("value", 2, "string")],
    "Gauge": [("value", 1, "double")],
    "Counter": [("value", 1, "double")],
    "BucketSpan": [("offset", 1, "sint32"), ("length", 2, "uint32")],
    "Bucket": [("cumulative_count", 1, "uint64"), ("upper_bound", 2, "double")],
    "Histogram": [
        ("sample_count", 1, "uint64"), ("sample_sum", 2, "double"), ("bucket", 3, "*Bucket"), ("schema", 5, "sint32"),
        ("zero_threshold", 6, "double"), ("zero_count", 7, "uint64"), ("positive_span", 12, "*BucketSpan"),
        ("positive_delta", 13, "*sint64"),
    ],
    "Metric": [
        ("label", 1, "*LabelPair"), ("gauge", 2, "Gauge"), ("counter", 3, "Counter"), ("histogram", 7, "Histogram"),
    ],
    "MetricFamily": [
        ("name", 1, "string"), ("help", 2, "string"), ("type", 3, "uint32"), ("metric", 4, "*Metric"),
        ("unit", 5, "string"),
    ],
}


def family_class():
    file = descriptor_pb2.FileDescriptorProto(name="metrics.proto", package="io.prometheus.client", syntax="proto2")
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, number, kind in fields:
            repeated, kind = kind.startswith("*"), kind.lstrip("*")
            entry = message.field.add(name=field, number=number, label=3 if repeated else 1)
            if kind in TYPES:
                entry.type = TYPES[kind]
            else:
                entry.type, entry.type_name = 11, f".io.prometheus.client.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("io.prometheus.client.MetricFamily"))


def histogram(h):
    finite = [b for b in h.bucket if math.isfinite(b.upper_bound)]
    return {
        "count": h.sample_count, "sum": h.sample_sum, "bounds": [b.upper_bound for b in finite],
        "cumulativeCounts": [b.cumulative_count for b in h.bucket], "schema": h.schema,
        "zeroThreshold": h.zero_threshold, "zeroCount": h.zero_count,
        "spans": [[s.offset, s.length] for s in h.positive_span], "deltas": list(h.positive_delta),
    }


def metric(m):
    number = m.counter.value if m.HasField("counter") else m.gauge.value if m.HasField("gauge") else None
    return {
        "labels": [[p.name, p.value] for p in m.label],
        "value": number if number is not None and math.isfinite(number) else None,
        "histogram": histogram(m.histogram) if m.HasField("histogram") else None,
    }


def main():
    data, place, families = open(sys.argv[1], "rb").read(), 0, []
    cls = family_class()
    while place < len(data):
        size, place = _DecodeVarint32(data, place)
        family = cls.FromString(data[place:place + size])
        place += size
        families.append({
            "name": family.name, "type": family.type, "help": family.help, "unit": family.unit,
            "metrics": [metric(m) for m in family.metric],
        })
    print(json.dumps(families))


main()
