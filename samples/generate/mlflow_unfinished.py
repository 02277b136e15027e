"""planted/unfinished.json and planted/killed-process.json: a process that dies in the middle of a turn.

MLflow writes each span when it ends.  The process is killed while the tool runs, so the
store has a trace IN_PROGRESS with one finished model call; the agent and the tool never ended
and are not there at all: killed-process.json.

For unfinished.json the process has written its open spans and the trace info too, with the
client's `log_spans` and `start_trace`, before it is killed: spans without an end time.
"""
import os
import subprocess
import sys

import mlflow
from mlflow.tracing.client import TracingClient
from mlflow.tracing.trace_manager import InMemoryTraceManager

from mlflow_agent import tool
from mlflow_dump import SpanType, Store
from stub_model import MODEL, StubModel, call


def dying_process(uri, experiment_id, url, write_open_spans):
    mlflow.set_tracking_uri(uri)
    mlflow.set_experiment(experiment_id=experiment_id)
    mlflow.openai.autolog()
    from openai import OpenAI

    root = None
    client = OpenAI(base_url=url, api_key="stub", max_retries=0)
    export = tool("export_report", "Writes the report of a month as PDF.", month="string")

    @mlflow.trace(name="export_report", span_type=SpanType.TOOL)
    def export_report(month):
        if write_open_spans == "yes":
            client = TracingClient(uri)
            client.log_spans(experiment_id, [root, mlflow.get_current_active_span()])
            with InMemoryTraceManager.get_instance().get_trace(root.trace_id) as trace:
                client.start_trace(trace.info)
        os._exit(9)

    @mlflow.trace(name="report_bot", span_type=SpanType.AGENT)
    def bot(question):
        nonlocal root
        root = mlflow.get_current_active_span()
        mlflow.update_current_trace(metadata={"mlflow.trace.session": "report-31"})
        messages = [
            {"role": "system", "content": "You make reports. Use export_report to write one."},
            {"role": "user", "content": question},
        ]
        client.chat.completions.create(model=MODEL, messages=messages, tools=[export])
        return export_report(month="2026-10")

    bot("Please export the report of October 2026.")


def main():
    if len(sys.argv) > 1:
        dying_process(*sys.argv[1:])
        return
    for name, write_open_spans in (("unfinished", "yes"), ("killed-process", "no")):
        store = Store("report-bot")
        with StubModel([call("export_report", {"month": "2026-10"}, "call_pD4f9", (109, 16))]) as stub:
            arguments = [store.uri, store.experiment_id, stub.url, write_open_spans]
            subprocess.run([sys.executable, __file__, *arguments])
        store.search(f"planted/{name}.json")


if __name__ == "__main__":
    main()
