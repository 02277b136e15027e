"""An app after today's GenAI semantic conventions: the real OpenAI instrumentation
(opentelemetry-instrumentation-openai-v2) for model calls, its companion
opentelemetry-util-genai for the invoke_agent and execute_tool spans of the app."""
import os

os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental"
os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "SPAN_ONLY"

from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor  # noqa: E402
from opentelemetry.util.genai.handler import TelemetryHandler  # noqa: E402
from opentelemetry.util.genai.types import InputMessage, OutputMessage, Text  # noqa: E402

from otlp_file import OtlpFile  # noqa: E402


class GenAiApp:
    def __init__(self, service, session):
        self.service, self.session = service, session
        self.file = OtlpFile(service)
        self.handler = TelemetryHandler(tracer_provider=self.file.tracer_provider)
        OpenAIInstrumentor().instrument(tracer_provider=self.file.tracer_provider)

    def turn(self, question, ask):
        """invoke_agent span around ask(question)."""
        with self.handler.invoke_local_agent(agent_name=self.service) as run:
            run.conversation_id = self.session
            run.input_messages = [InputMessage(role="user", parts=[Text(content=question)])]
            answer = ask(question)
            message = OutputMessage(role="assistant", parts=[Text(content=answer)], finish_reason="stop")
            run.output_messages = [message]
        self.file.flush()
        return answer

    def tool(self, name, description, call_id, arguments, function):
        """execute_tool span around function(**arguments)."""
        with self.handler.tool(name, tool_type="function") as run:
            run.tool_call_id = call_id
            run.tool_description = description
            run.arguments = arguments
            run.tool_result = result = function(**arguments)
        return result
