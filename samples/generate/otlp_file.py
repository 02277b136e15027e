"""Writes spans and log records of the OpenTelemetry SDK as OTLP JSON Lines.

Encodes with the SDK's own OTLP encoder and protobuf's JSON mapping, then writes the
ids in hex, as the OTLP/JSON specification asks (plain protobuf JSON has base64).
One line per exported batch, `resourceSpans` and `resourceLogs` lines in one file.
"""
import base64
import json
from pathlib import Path

from google.protobuf.json_format import MessageToDict
from opentelemetry.exporter.otlp.proto.common._log_encoder import encode_logs
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

from scrub import scrub

SAMPLES = Path(__file__).resolve().parent.parent
_IDS = {"traceId", "spanId", "parentSpanId"}


def _hex_ids(value):
    if isinstance(value, list):
        return [_hex_ids(item) for item in value]
    if isinstance(value, dict):
        return {k: base64.b64decode(v).hex() if k in _IDS else _hex_ids(v) for k, v in value.items()}
    return value


class OtlpFile(SpanExporter):
    """A span exporter that is a log record exporter too; keeps lines until `write`."""

    def __init__(self, service):
        self.lines = []
        resource = Resource.create({"service.name": service})
        self.tracer_provider = TracerProvider(resource=resource)
        self.tracer_provider.add_span_processor(BatchSpanProcessor(self, schedule_delay_millis=600_000))
        self.logger_provider = LoggerProvider(resource=resource)
        logs = LogsToFile(self)
        self.logger_provider.add_log_record_processor(BatchLogRecordProcessor(logs, schedule_delay_millis=600_000))

    def add(self, message):
        self.lines.append(scrub(_hex_ids(MessageToDict(message, use_integers_for_enums=True))))

    def export(self, spans):
        self.add(encode_spans(spans))
        return SpanExportResult.SUCCESS

    def flush(self):
        """Ends a batch, and with it a line (two, when there are log records)."""
        self.tracer_provider.force_flush()
        self.logger_provider.force_flush()

    def force_flush(self, timeout_millis=30_000):
        return True

    def shutdown(self):
        pass

    def spans(self):
        """Every span of the file, for a script that takes some away."""
        for line in self.lines:
            for resource in line.get("resourceSpans", []):
                for scope in resource["scopeSpans"]:
                    yield scope["spans"]

    def write(self, path):
        self.flush()
        text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in self.lines)
        (SAMPLES / path).write_text(text)
        print(path)


class LogsToFile:
    def __init__(self, file):
        self.file = file

    def export(self, batch):
        self.file.add(encode_logs(batch))

    def force_flush(self, timeout_millis=30_000):
        return True

    def shutdown(self):
        pass
