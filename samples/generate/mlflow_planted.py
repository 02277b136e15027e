"""planted/span-error.json, planted/scorer-failed.json, planted/unchallenged-tool-error.json"""
import mlflow
from mlflow.entities import AssessmentError, AssessmentSource, Feedback

from mlflow_agent import Agent, document, tool
from mlflow_dump import SpanType, Store
from stub_model import MODEL, StubModel, call, say


def span_error():
    """A tool raises, nobody catches it: span, root and trace end as ERROR."""
    store = Store("currency-bot")
    get_rate = tool("get_rate", "Exchange rate of two currencies.", base="string", quote="string")
    with StubModel([call("get_rate", {"base": "EUR", "quote": "NOK"}, "call_fx20Qa", (131, 21))]) as stub:
        client = stub.client()

        @mlflow.trace(name="get_rate", span_type=SpanType.TOOL)
        def rate(base, quote):
            raise TimeoutError("rate service did not answer within 5 s")

        @mlflow.trace(name="currency_bot", span_type=SpanType.AGENT)
        def bot(question):
            messages = [
                {"role": "system", "content": "You convert amounts of money. Use get_rate for the exchange rate."},
                {"role": "user", "content": question},
            ]
            client.chat.completions.create(model=MODEL, messages=messages, tools=[get_rate])
            return rate(base="EUR", quote="NOK")

        try:
            bot("How many Norwegian kroner are 250 euros?")
        except TimeoutError:
            pass
    store.get(mlflow.get_last_active_trace_id(), "planted/span-error.json")


def scorer_failed():
    """A good answer; the judge that should score it failed (feedback.error)."""
    store = Store("library-help")
    text = (
        "Loan periods. Books are lent for 28 days. Films and games are lent for 7 days. A loan can be "
        "extended twice unless somebody else has reserved the item."
    )
    answer = (
        "Books are lent for 28 days. You can extend the loan twice unless somebody else has reserved the book."
    )
    with StubModel([say(answer, (154, 26))]) as stub:
        system = "You are the assistant of the city library. Answer from the documents found."
        agent = Agent("library_help", "library-77", system, stub.client())
        trace_id = agent.turn("How long may I keep a book?", [document("loan-periods", text, status="current")])
    mlflow.log_assessment(
        trace_id,
        Feedback(
            name="groundedness",
            source=AssessmentSource(source_type="LLM_JUDGE", source_id="openai:/gpt-4o-mini"),
            error=AssessmentError(
                error_code="RATE_LIMIT_EXCEEDED",
                error_message="Rate limit of the judge model reached, no score was made.",
            ),
        ),
    )
    store.get(trace_id, "planted/scorer-failed.json")


def get_balance(account):
    raise ConnectionError("core banking did not answer (HTTP 503)")


def unchallenged_tool_error():
    """Turn 2: the tool fails, the answer invents a balance; turns 3 and 4 reuse it; nobody objects."""
    store = Store("bank-assistant")
    script = [
        say("The Flex savings account pays 2 percent interest per year.", (151, 15)),
        call("get_balance", {"account": "savings"}, "call_bL7t3e", (189, 17)),
        say("The balance of your savings account is 1,240.50 euros.", (236, 16)),
        say("Half of 1,240.50 euros is 620.25 euros, so you could move 620.25 euros to your current account.", (259, 30)),
        say(
            "If you leave the 1,240.50 euros where they are, you get 24.81 euros of interest in one year at "
            "2 percent.",
            (312, 31),
        ),
    ]
    with StubModel(script) as stub:
        agent = Agent(
            "bank_assistant",
            "bank-chat-4410",
            "You are the assistant of Alder Bank. The Flex savings account pays 2 percent interest per year. "
            "Use get_balance for the balance of an account.",
            stub.client(),
            tools=[tool("get_balance", "Balance of one of the customer's accounts.", account="string")],
            functions={"get_balance": get_balance},
        )
        agent.turn("How much interest does the Flex savings account pay?")
        agent.turn("What is the balance of my savings account?")
        agent.turn("I would like to move half of it to my current account. How much would that be?")
        agent.turn("And how much interest do I get in a year if I leave all of it there?")
    store.search("planted/unchallenged-tool-error.json", order="timestamp_ms DESC")  # the CLI's own default order


if __name__ == "__main__":
    span_error()
    scorer_failed()
    unchallenged_tool_error()
