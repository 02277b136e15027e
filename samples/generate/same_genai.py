"""good/same-conversation/genai.otlp.jsonl: GenAI conventions, messages in span attributes."""
from conversation import QUESTIONS, SCRIPT, SERVICE, SESSION, TOOL, TOOL_DESCRIPTION, Conversation, check_table
from genai_app import GenAiApp
from stub_model import StubModel


def main():
    app = GenAiApp(SERVICE, SESSION)

    def run_tool(tool_call, arguments):
        return app.tool(TOOL, TOOL_DESCRIPTION, tool_call.id, arguments, check_table)

    with StubModel(SCRIPT) as stub:
        conversation = Conversation(stub.client(), run_tool)
        for question in QUESTIONS:
            app.turn(question, conversation.ask)
    app.file.write("good/same-conversation/genai.otlp.jsonl")


if __name__ == "__main__":
    main()
