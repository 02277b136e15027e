"""planted/story-1-refund-policy.json

One trace.  The user asks for the refund policy; the tool `search_docs` returns the
shipping document; the model states it as if it were the answer.  Nothing is marked
as an error and nobody complains.
"""
import json

import mlflow
from mlflow_dump import SpanType, Store
from stub_model import MODEL, StubModel, call, say

SYSTEM = (
    "You are the support assistant of Northwind Outdoor, an online shop for camping gear. "
    "Look things up with search_docs and answer from what it returns."
)
SEARCH_DOCS = {
    "type": "function",
    "function": {
        "name": "search_docs",
        "description": "Full-text search over the help centre of the shop.",
        "parameters": {
            "type": "object",
            "properties": {"query": {"type": "string"}},
            "required": ["query"],
        },
    },
}
SHIPPING = {
    "title": "Shipping Policy",
    "id": "kb-0114",
    "content": (
        "Standard shipping takes 3 to 5 business days within the country and costs $4.95. "
        "Orders over $50 ship free. Express shipping costs $12.90 and arrives within 2 business days "
        "when the order is placed before 14:00. Parcels are carried by UPS and DHL; a tracking number "
        "is sent by e-mail as soon as the parcel leaves our warehouse. We do not deliver to PO boxes."
    ),
}
ANSWER = (
    "Here is our policy: standard shipping takes 3 to 5 business days and costs $4.95, and orders over "
    "$50 ship free. If you need it faster, express shipping costs $12.90 and arrives within 2 business "
    "days when the order is placed before 14:00. Parcels are carried by UPS and DHL, and a tracking "
    "number is sent to you by e-mail as soon as the parcel leaves our warehouse."
)


@mlflow.trace(name="search_docs", span_type=SpanType.TOOL)
def search_docs(query):
    return [SHIPPING]


def main():
    store = Store("support-bot")
    script = [
        call("search_docs", {"query": "refund policy"}, "call_Zk81mQ", (171, 17)),
        say(ANSWER, (318, 96)),
    ]
    with StubModel(script) as stub:
        client = stub.client()

        @mlflow.trace(name="support_agent", span_type=SpanType.AGENT)
        def support_agent(question):
            messages = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": question}]
            while True:
                reply = client.chat.completions.create(
                    model=MODEL, messages=messages, tools=[SEARCH_DOCS], temperature=0.2
                )
                message = reply.choices[0].message
                if not message.tool_calls:
                    return message.content
                messages.append(message.model_dump(exclude_none=True))
                for tool_call in message.tool_calls:
                    result = search_docs(**json.loads(tool_call.function.arguments))
                    messages.append({"role": "tool", "tool_call_id": tool_call.id, "content": json.dumps(result)})

        support_agent("What is our refund policy?")
    store.get(mlflow.get_last_active_trace_id(), "planted/story-1-refund-policy.json")


if __name__ == "__main__":
    main()
