"""good/same-conversation/mlflow.json: MLflow's decorator and its OpenAI autologging."""
import mlflow
from conversation import QUESTIONS, SCRIPT, SERVICE, SESSION, TOOL, Conversation, check_table
from mlflow_dump import SpanType, Store
from stub_model import StubModel


def run_tool(tool_call, arguments):
    return mlflow.trace(check_table, name=TOOL, span_type=SpanType.TOOL)(**arguments)


def main():
    store = Store(SERVICE)
    with StubModel(SCRIPT) as stub:
        conversation = Conversation(stub.client(), run_tool)

        @mlflow.trace(name=SERVICE, span_type=SpanType.AGENT)
        def agent(question):
            mlflow.update_current_trace(metadata={"mlflow.trace.session": SESSION})
            return conversation.ask(question)

        for question in QUESTIONS:
            agent(question)
    store.search("good/same-conversation/mlflow.json")


if __name__ == "__main__":
    main()
