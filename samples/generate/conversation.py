"""The one conversation behind good/same-conversation/*: texts, tool call, token counts."""
import json

from stub_model import MODEL, call, say

SERVICE = "table-assistant"
SESSION = "guest-5521"
SYSTEM = (
    "You are the assistant of the restaurant Café Lumière 中. Today is Tuesday 24 November 2026. "
    "Opening hours: Tuesday to Thursday 17:00 to 22:00, Friday and Saturday 17:00 to 23:30, closed on "
    "Sunday and Monday. Use check_table to look for a free table."
)
QUESTIONS = [
    "Hello, when is Café Lumière 中 open on Friday?",
    "Is there a table for four people on Friday 27 November at 19:30?",
    "Lovely. Until when do you hold the table if we are late?",
]
TOOL = "check_table"
TOOL_DESCRIPTION = "Looks for a free table."
CALL_ID = "call_t4bLe12"
ARGUMENTS = {"date": "2026-11-27", "time": "19:30", "people": 4}
RESULT = {"free": True, "table": "T12", "place": "by the window", "held_until": "19:45"}
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": TOOL,
            "description": TOOL_DESCRIPTION,
            "parameters": {
                "type": "object",
                "properties": {
                    "date": {"type": "string"},
                    "time": {"type": "string"},
                    "people": {"type": "integer"},
                },
                "required": ["date", "time", "people"],
            },
        },
    }
]
SCRIPT = [
    say("On Friday Café Lumière 中 is open from 17:00 to 23:30.", (178, 22)),
    call(TOOL, ARGUMENTS, CALL_ID, (231, 29)),
    say("Yes, table T12 by the window is free for four people on Friday 27 November at 19:30.", (302, 27)),
    say("We hold table T12 until 19:45.", (347, 13)),
]


def check_table(date, time, people):
    return RESULT


class Conversation:
    """The agent loop, free of any tracing; `run_tool(tool_call, arguments)` is the app's, traced."""

    def __init__(self, client, run_tool):
        self.client, self.run_tool = client, run_tool
        self.messages = [{"role": "system", "content": SYSTEM}]

    def ask(self, question):
        self.messages.append({"role": "user", "content": question})
        while True:
            reply = self.client.chat.completions.create(
                model=MODEL, messages=self.messages, tools=TOOLS, temperature=0.2
            )
            message = reply.choices[0].message
            self.messages.append(message.model_dump(exclude_none=True))
            if not message.tool_calls:
                return message.content
            for tool_call in message.tool_calls:
                result = self.run_tool(tool_call, json.loads(tool_call.function.arguments))
                self.messages.append(
                    {"role": "tool", "tool_call_id": tool_call.id, "content": json.dumps(result, ensure_ascii=False)}
                )
