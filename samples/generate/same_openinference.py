"""good/same-conversation/openinference.otlp.jsonl"""
from conversation import QUESTIONS, SCRIPT, SERVICE, SESSION, TOOL, TOOL_DESCRIPTION, Conversation, check_table
from openinference_app import OpenInferenceApp
from stub_model import StubModel


def main():
    app = OpenInferenceApp(SERVICE, SESSION)

    def run_tool(tool_call, arguments):
        return app.tool(TOOL, TOOL_DESCRIPTION, tool_call.id, arguments, check_table)

    with StubModel(SCRIPT) as stub:
        conversation = Conversation(stub.client(), run_tool)
        for question in QUESTIONS:
            app.turn(question, conversation.ask)
    app.file.write("good/same-conversation/openinference.otlp.jsonl")


if __name__ == "__main__":
    main()
