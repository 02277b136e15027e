"""An app instrumented with OpenInference: its OpenAI instrumentor and its own tracer."""
from openinference.instrumentation import OITracer, TraceConfig, using_session
from openinference.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.trace import Status, StatusCode

from otlp_file import OtlpFile


class OpenInferenceApp:
    def __init__(self, service, session):
        self.service, self.session = service, session
        self.file = OtlpFile(service)
        OpenAIInstrumentor().instrument(tracer_provider=self.file.tracer_provider)
        name = service.replace("-", "_")
        self.tracer = OITracer(self.file.tracer_provider.get_tracer(name, "1.0"), config=TraceConfig())

    def turn(self, question, ask):
        with using_session(self.session):
            with self.tracer.start_as_current_span(self.service, openinference_span_kind="agent") as span:
                span.set_input(question)
                answer = ask(question)
                span.set_output(answer)
                span.set_status(Status(StatusCode.OK))
        self.file.flush()
        return answer

    def tool(self, name, description, call_id, arguments, function):
        with self.tracer.start_as_current_span(name, openinference_span_kind="tool") as span:
            span.set_tool(name=name, description=description, parameters=arguments)
            span.set_attribute("tool_call.id", call_id)
            span.set_input(arguments)
            result = function(**arguments)
            span.set_output(result)
            span.set_status(Status(StatusCode.OK))
        return result
