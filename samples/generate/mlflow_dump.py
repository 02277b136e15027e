"""MLflow with a throw-away SQLite store, exported through MLflow's own CLI."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["MLFLOW_ENABLE_ASYNC_TRACE_LOGGING"] = "false"
os.environ["MLFLOW_LOGGING_LEVEL"] = "WARNING"

import mlflow  # noqa: E402
from mlflow.entities import AssessmentSource, SpanType  # noqa: E402,F401

from scrub import scrub  # noqa: E402

SAMPLES = Path(__file__).resolve().parent.parent


class Store:
    """One store per dump, so that each dump holds exactly its own traces."""

    def __init__(self, experiment):
        self.folder = tempfile.mkdtemp(prefix="mlflow-")
        self.uri = f"sqlite:///{self.folder}/mlflow.db"
        mlflow.set_tracking_uri(self.uri)
        self.experiment_id = mlflow.create_experiment(experiment, artifact_location=f"{self.folder}/artifacts")
        mlflow.set_experiment(experiment)
        mlflow.openai.autolog()

    def cli(self, *arguments):
        environment = dict(os.environ, MLFLOW_TRACKING_URI=self.uri)
        command = [sys.executable, "-m", "mlflow", "traces", *arguments]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    def search(self, path, order="timestamp_ms ASC"):
        """`mlflow traces search --output json` -> file."""
        self._write(
            path,
            self.cli("search", "--experiment-id", self.experiment_id, "--order-by", order, "--output", "json"),
        )

    def get(self, trace_id, path):
        """`mlflow traces get` -> file."""
        self._write(path, self.cli("get", "--trace-id", trace_id))

    def _write(self, path, text):
        dump = scrub(json.loads(text))
        (SAMPLES / path).write_text(json.dumps(dump, indent=2) + "\n")
        print(path)


def user_feedback(trace_id, value, rationale, name="correct", user="customer-17"):
    mlflow.log_feedback(
        trace_id=trace_id,
        name=name,
        value=value,
        rationale=rationale,
        source=AssessmentSource(source_type="HUMAN", source_id=user),
    )
