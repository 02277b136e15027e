"""planted/token-spike.otlp.jsonl (OpenInference)

Four turns.  In turn 3 a tool returns a whole access log and the app pastes it into the
prompt: input tokens go from about 900 to about 9,200.  The app keeps only texts in its
history, so turn 4 is back to normal.
"""
import json
import random

from openinference_app import OpenInferenceApp
from stub_model import MODEL, StubModel, call, say

SYSTEM = (
    "You are the on-call assistant of the web shop team. You explain alerts and find the cause of "
    "incidents. The services are web (hosts web-01 to web-04), cart, payment and search. Alert rules: "
    "error rate above 2 percent for five minutes, 95th percentile of the response time above 1500 ms, "
    "queue of the payment service above 500 messages. Use get_access_log to read the access log of a "
    "host. Give short answers, name the host and the time, and say what you would look at next."
)
GET_LOG = {
    "type": "function",
    "function": {
        "name": "get_access_log",
        "description": "Access log of one host.",
        "parameters": {
            "type": "object",
            "properties": {"host": {"type": "string"}, "hour": {"type": "string"}},
            "required": ["host", "hour"],
        },
    },
}
TURNS = [
    "Which alert rules do we have?",
    "An alert says: error rate 4.1 percent since 03:10. Which rule is that?",
    "Read the access log of web-03 from 03:00 and tell me which path fails.",
    "Thanks. What should I look at next?",
]
SCRIPT = [
    say(
        "There are three rules: error rate above 2 percent for five minutes, 95th percentile of the "
        "response time above 1500 ms, and a queue of the payment service above 500 messages.",
        (861, 44),
    ),
    say("That is the first rule: an error rate above 2 percent for five minutes.", (902, 19)),
    call("get_access_log", {"host": "web-03", "hour": "03:00"}, "call_Lg03xT", (938, 24)),
    say("On web-03 the path /api/v2/cart answers with status 503 since 03:10; the other paths are fine.", (9214, 28)),
    say("I would look at the cart service next, since only /api/v2/cart on web-03 fails.", (1006, 22)),
]


def access_log(host, hour):
    chance = random.Random(3)
    rows = ["time,host,method,path,status,ms,bytes,request_id"]
    for number in range(110):
        minute, second = divmod(number * 8, 60)
        path = chance.choice(["/", "/api/v2/cart", "/api/v2/search", "/img/logo.png"])
        status = 503 if path.endswith("cart") and minute >= 10 else 200
        rows.append(
            f"03:{minute:02}:{second:02},{host},GET,{path},{status},"
            f"{chance.randint(12, 1900)},{chance.randint(200, 90000)},{chance.randbytes(12).hex()}"
        )
    return "\n".join(rows)


def main():
    app = OpenInferenceApp("oncall-assistant", "incident-0311")
    with StubModel(SCRIPT) as stub:
        client = stub.client()
        history = []

        def ask(question):
            messages = [{"role": "system", "content": SYSTEM}, *history, {"role": "user", "content": question}]
            while True:
                reply = client.chat.completions.create(model=MODEL, messages=messages, tools=[GET_LOG])
                message = reply.choices[0].message
                if not message.tool_calls:
                    history.append({"role": "user", "content": question})
                    history.append({"role": "assistant", "content": message.content})
                    return message.content
                messages.append(message.model_dump(exclude_none=True))
                for tool_call in message.tool_calls:
                    arguments = json.loads(tool_call.function.arguments)
                    name, text = tool_call.function.name, GET_LOG["function"]["description"]
                    result = app.tool(name, text, tool_call.id, arguments, access_log)
                    messages.append({"role": "tool", "tool_call_id": tool_call.id, "content": result})

        for question in TURNS:
            app.turn(question, ask)
    app.file.write("planted/token-spike.otlp.jsonl")


if __name__ == "__main__":
    main()
