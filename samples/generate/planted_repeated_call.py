"""planted/repeated-call.otlp.jsonl (OpenLLMetry)

In one turn the model calls the same tool five times with the same arguments and gets the
same result every time.
"""
import json

from openllmetry_app import OpenLlmetryApp
from stub_model import MODEL, StubModel, call, say

SYSTEM = "You are the parcel assistant of Tern Logistics. Use get_shipment to look up a shipment."
GET_SHIPMENT = {
    "type": "function",
    "function": {
        "name": "get_shipment",
        "description": "State of a shipment.",
        "parameters": {
            "type": "object",
            "properties": {"shipment": {"type": "string"}},
            "required": ["shipment"],
        },
    },
}
RESULT = {"shipment": "SH-7781", "state": "in transit", "place": "Rotterdam", "updated": "2026-11-19 08:12"}
SCRIPT = [
    *(call("get_shipment", {"shipment": "SH-7781"}, f"call_rP{n}k", (118 + 57 * n, 19)) for n in range(5)),
    say("Shipment SH-7781 is in transit. It was last seen in Rotterdam on 2026-11-19 at 08:12.", (403, 30)),
]


def get_shipment(shipment):
    return RESULT


def main():
    app = OpenLlmetryApp("parcel-assistant", "parcel-chat-19")
    with StubModel(SCRIPT) as stub:
        client = stub.client()

        def ask(question):
            messages = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": question}]
            while True:
                reply = client.chat.completions.create(model=MODEL, messages=messages, tools=[GET_SHIPMENT])
                message = reply.choices[0].message
                if not message.tool_calls:
                    return message.content
                messages.append(message.model_dump(exclude_none=True))
                for tool_call in message.tool_calls:
                    arguments = json.loads(tool_call.function.arguments)
                    result = app.tool(tool_call.function.name, arguments, get_shipment)
                    messages.append({"role": "tool", "tool_call_id": tool_call.id, "content": json.dumps(result)})

        app.turn("Has shipment SH-7781 been delivered?", ask)
    app.file.write("planted/repeated-call.otlp.jsonl")


if __name__ == "__main__":
    main()
