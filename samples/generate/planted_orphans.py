"""planted/orphans.otlp.jsonl (GenAI conventions)

The conversation of good/same-conversation/, then the script drops two parent spans: the
root of turn 2 (three spans lose their parent) and the root of turn 3 (one span does).
"""
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

    roots = [span for spans in app.file.spans() for span in spans if "parentSpanId" not in span]
    dropped = {span["spanId"] for span in sorted(roots, key=lambda span: int(span["startTimeUnixNano"]))[1:]}
    assert len(dropped) == 2
    for spans in app.file.spans():
        spans[:] = [span for span in spans if span["spanId"] not in dropped]
    app.file.write("planted/orphans.otlp.jsonl")


if __name__ == "__main__":
    main()
