"""planted/swallowed-error.otlp.jsonl (GenAI conventions)

The tool raises, its span says ERROR.  The app swallows the exception and gives the model an
empty result; the model claims success and the root span says OK.
"""
import json

from genai_app import GenAiApp
from opentelemetry.trace import Status, StatusCode, get_current_span
from stub_model import MODEL, StubModel, call, say

SYSTEM = "You are the subscription assistant of the magazine Kestrel. Use cancel_subscription to cancel one."
CANCEL = {
    "type": "function",
    "function": {
        "name": "cancel_subscription",
        "description": "Cancels a subscription.",
        "parameters": {
            "type": "object",
            "properties": {"number": {"type": "string"}},
            "required": ["number"],
        },
    },
}
SCRIPT = [
    call("cancel_subscription", {"number": "S-1093"}, "call_cX9s01", (142, 18)),
    say("Done! Your subscription S-1093 has been cancelled and you will not be charged again.", (176, 23)),
]


def cancel_subscription(number):
    error = ConnectionError("billing service did not answer within 10 s")
    get_current_span().record_exception(error)
    raise error


def main():
    app = GenAiApp("subscription-assistant", "reader-730")
    with StubModel(SCRIPT) as stub:
        client = stub.client()

        def ask(question):
            messages = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": question}]
            while True:
                reply = client.chat.completions.create(model=MODEL, messages=messages, tools=[CANCEL])
                message = reply.choices[0].message
                if not message.tool_calls:
                    get_current_span().set_status(Status(StatusCode.OK))
                    return message.content
                messages.append(message.model_dump(exclude_none=True))
                for tool_call in message.tool_calls:
                    arguments = json.loads(tool_call.function.arguments)
                    try:
                        result = app.tool(tool_call.function.name, None, tool_call.id, arguments, cancel_subscription)
                    except ConnectionError:
                        result = {}
                    messages.append({"role": "tool", "tool_call_id": tool_call.id, "content": json.dumps(result)})

        app.turn("Please cancel my subscription S-1093.", ask)
    app.file.write("planted/swallowed-error.otlp.jsonl")


if __name__ == "__main__":
    main()
