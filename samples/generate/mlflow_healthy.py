"""good/healthy-support-session.json: four turns in which nothing is wrong."""
from mlflow_agent import Agent, document, tool
from mlflow_dump import Store, user_feedback
from stub_model import StubModel, call, say

SYSTEM = (
    "You are the support assistant of Brisa, a maker of coffee machines. Answer from the documents "
    "found; use get_order_status for questions about an order."
)
GET_ORDER = tool("get_order_status", "Status and delivery date of an order.", order_id="string")
WARRANTY = document(
    "brisa-300-warranty",
    "Warranty of the Brisa 300. The warranty of the Brisa 300 coffee machine lasts three years from the "
    "date of purchase. It covers defects of material and workmanship. Keep the invoice as proof of purchase.",
    last_updated="2026-06-02",
    status="current",
)
LIMESCALE = document(
    "brisa-300-warranty-exclusions",
    "What the warranty of the Brisa 300 does not cover. Damage caused by limescale is not covered by the "
    "warranty. To avoid limescale, descale the machine every two months.",
    last_updated="2026-06-02",
    status="current",
)
DESCALING = document(
    "brisa-300-descaling",
    "Descaling the Brisa 300. Dissolve one descaling tablet in one litre of warm water and fill it into the "
    "water tank. Press the steam button for five seconds to start the descaling programme, which takes "
    "20 minutes. Then rinse the machine with one tank of fresh water.",
    last_updated="2026-05-11",
    status="current",
)
ORDER = {"order_id": "A-20417", "status": "shipped", "carrier": "DHL", "expected_delivery": "24 November 2026"}


def main():
    store = Store("coffee-support")
    turns = [
        ("How long does the warranty of my Brisa 300 coffee machine last?", [WARRANTY]),
        ("Does the warranty cover damage caused by limescale?", [LIMESCALE]),
        ("I ordered descaling tablets, my order is A-20417. When will they be delivered?", None),
        ("Great. How do I descale the Brisa 300 with a tablet?", [DESCALING]),
    ]
    script = [
        say(
            "The warranty of the Brisa 300 lasts three years from the date of purchase. It covers defects of "
            "material and workmanship. Please keep the invoice as proof of purchase.",
            (214, 36),
        ),
        say(
            "No, damage caused by limescale is not covered by the warranty. To avoid limescale, descale the "
            "machine every two months.",
            (262, 28),
        ),
        call("get_order_status", {"order_id": "A-20417"}, "call_7hQ2fD", (281, 19)),
        say(
            "Your order A-20417 has been shipped with DHL. The expected delivery date is 24 November 2026.",
            (338, 26),
        ),
        say(
            "Dissolve one descaling tablet in one litre of warm water and fill it into the water tank. Press the "
            "steam button for five seconds to start the descaling programme, which takes 20 minutes. Then rinse "
            "the machine with one tank of fresh water.",
            (421, 52),
        ),
    ]
    with StubModel(script) as stub:
        agent = Agent(
            "coffee_support",
            "support-8841",
            SYSTEM,
            stub.client(),
            tools=[GET_ORDER],
            functions={"get_order_status": lambda order_id: ORDER},
        )
        traces = [agent.turn(question, documents) for question, documents in turns]
    user_feedback(traces[3], True, "Clear steps, it worked right away.", name="helpful")
    store.search("good/healthy-support-session.json")


if __name__ == "__main__":
    main()
