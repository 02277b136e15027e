"""An app instrumented with OpenLLMetry: traceloop-sdk's decorators and its OpenAI instrumentation."""
import os

os.environ["TRACELOOP_TELEMETRY"] = "false"
os.environ["TRACELOOP_METRICS_ENABLED"] = "false"

from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: E402
from traceloop.sdk import Traceloop  # noqa: E402
from traceloop.sdk.decorators import tool, workflow  # noqa: E402
from traceloop.sdk.instruments import Instruments  # noqa: E402

from otlp_file import OtlpFile  # noqa: E402


class OpenLlmetryApp:
    def __init__(self, service, session):
        self.service, self.session = service, session
        self.file = OtlpFile(service)
        self.processor = BatchSpanProcessor(self.file, schedule_delay_millis=600_000)
        Traceloop.init(
            app_name=service,
            processor=self.processor,
            telemetry_enabled=False,
            instruments={Instruments.OPENAI},
        )
        Traceloop.set_association_properties({"session_id": session})

    def turn(self, question, ask):
        @workflow(name=self.service)
        def run(question):
            return ask(question)

        answer = run(question)
        self.processor.force_flush()
        return answer

    def tool(self, name, arguments, function):
        return tool(name=name)(function)(**arguments)
