"""broken/pandas-reprs.csv and broken/pandas-no-trace.csv: `mlflow.search_traces().to_csv()`.

pandas writes objects into a CSV as Python reprs.  In pandas-reprs.csv the `trace` column is
such a repr too, as it was before MLflow 3.2 (the script puts the Trace objects back); in
pandas-no-trace.csv the column is dropped.
"""
import csv
import io

import mlflow
from conversation import QUESTIONS, SCRIPT, SERVICE, SESSION, TOOL, Conversation, check_table
from mlflow_dump import SAMPLES, SpanType, Store
from scrub import scrub, scrub_text
from stub_model import StubModel


def write(path, frame):
    rows = list(csv.reader(io.StringIO(frame.to_csv(index=False))))
    with (SAMPLES / path).open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([scrub_text(cell) for cell in row] for row in rows)
    print(path)


def main():
    store = Store(SERVICE)
    with StubModel(SCRIPT) as stub:
        conversation = Conversation(
            stub.client(),
            lambda _, arguments: mlflow.trace(check_table, name=TOOL, span_type=SpanType.TOOL)(**arguments),
        )

        @mlflow.trace(name=SERVICE, span_type=SpanType.AGENT)
        def agent(question):
            mlflow.update_current_trace(metadata={"mlflow.trace.session": SESSION})
            return conversation.ask(question)

        for question in QUESTIONS:
            agent(question)
    frame = mlflow.search_traces(locations=[store.experiment_id])
    for column in ("trace_metadata", "tags"):  # what the machine is called; see scrub.py
        frame[column] = [scrub(dict(values)) for values in frame[column]]
    write("broken/pandas-no-trace.csv", frame.drop(columns="trace"))
    frame["trace"] = [mlflow.get_trace(trace_id) for trace_id in frame["trace_id"]]
    write("broken/pandas-reprs.csv", frame)


if __name__ == "__main__":
    main()
