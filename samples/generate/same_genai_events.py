"""good/same-conversation/genai-events.otlp.jsonl: GenAI conventions 1.30, messages in log records.

The OpenAI instrumentation runs in its default mode with content capture on.  The app's own
spans do the same by hand: user message and answer of the turn are log records of the root
span.  Those conventions had no record for a tool run, so its span carries the attributes
gen_ai.tool.call.arguments / gen_ai.tool.call.result.
"""
import json
import os
import time

os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true"

from opentelemetry._logs import LogRecord  # noqa: E402
from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor  # noqa: E402

from conversation import (  # noqa: E402
    QUESTIONS,
    SCRIPT,
    SERVICE,
    SESSION,
    TOOL,
    TOOL_DESCRIPTION,
    Conversation,
    check_table,
)
from otlp_file import OtlpFile  # noqa: E402
from stub_model import StubModel  # noqa: E402


def main():
    file = OtlpFile(SERVICE)
    OpenAIInstrumentor().instrument(tracer_provider=file.tracer_provider, logger_provider=file.logger_provider)
    tracer = file.tracer_provider.get_tracer("table_assistant", "1.0")
    logger = file.logger_provider.get_logger("table_assistant", "1.0")

    def emit(name, body):
        logger.emit(
            LogRecord(
                timestamp=time.time_ns(),
                event_name=name,
                body=body,
                attributes={"gen_ai.system": "openai", "gen_ai.conversation.id": SESSION},
            )
        )

    def run_tool(tool_call, arguments):
        attributes = {
            "gen_ai.operation.name": "execute_tool",
            "gen_ai.tool.name": TOOL,
            "gen_ai.tool.description": TOOL_DESCRIPTION,
            "gen_ai.tool.type": "function",
            "gen_ai.tool.call.id": tool_call.id,
            "gen_ai.tool.call.arguments": json.dumps(arguments),
        }
        with tracer.start_as_current_span(f"execute_tool {TOOL}", attributes=attributes) as span:
            result = check_table(**arguments)
            span.set_attribute("gen_ai.tool.call.result", json.dumps(result))
            return result

    with StubModel(SCRIPT) as stub:
        conversation = Conversation(stub.client(), run_tool)
        for question in QUESTIONS:
            attributes = {
                "gen_ai.operation.name": "invoke_agent",
                "gen_ai.agent.name": SERVICE,
                "gen_ai.conversation.id": SESSION,
            }
            with tracer.start_as_current_span(f"invoke_agent {SERVICE}", attributes=attributes):
                emit("gen_ai.user.message", {"content": question})
                answer = conversation.ask(question)
                message = {"role": "assistant", "content": answer}
                emit("gen_ai.choice", {"index": 0, "finish_reason": "stop", "message": message})
            file.flush()
    file.write("good/same-conversation/genai-events.otlp.jsonl")


if __name__ == "__main__":
    main()
