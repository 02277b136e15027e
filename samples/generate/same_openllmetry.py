"""good/same-conversation/openllmetry.otlp.jsonl

OpenLLMetry has no place for the id of a tool call on the span of the tool; it is in the
messages of the model calls only.
"""
from conversation import QUESTIONS, SCRIPT, SERVICE, SESSION, TOOL, Conversation, check_table
from openllmetry_app import OpenLlmetryApp
from stub_model import StubModel


def main(path="good/same-conversation/openllmetry.otlp.jsonl"):
    app = OpenLlmetryApp(SERVICE, SESSION)

    def run_tool(tool_call, arguments):
        return app.tool(TOOL, arguments, check_table)

    with StubModel(SCRIPT) as stub:
        conversation = Conversation(stub.client(), run_tool)
        for question in QUESTIONS:
            app.turn(question, conversation.ask)
    app.file.write(path)


if __name__ == "__main__":
    main()
