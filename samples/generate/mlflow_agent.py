"""A small chat agent over the real OpenAI client, traced with MLflow (session aware)."""
import json

import mlflow
from mlflow.entities import Document, SpanType

from stub_model import MODEL


def document(doc_id, text, **metadata):
    return Document(page_content=text, metadata={"doc_id": doc_id, **metadata}, id=doc_id)


class Agent:
    """One conversation.  Every turn is one trace: AGENT > RETRIEVER? > CHAT_MODEL (> TOOL > CHAT_MODEL)."""

    def __init__(self, name, session, system, client, tools=(), functions=None):
        self.name, self.session, self.system, self.client = name, session, system, client
        self.tools, self.functions = list(tools), functions or {}
        self.history = []

    def turn(self, question, documents=None):
        """Asks; `documents` is what the search index will return. Returns the trace id."""

        @mlflow.trace(name="retrieve", span_type=SpanType.RETRIEVER)
        def retrieve(query, top_k=1):
            return documents

        @mlflow.trace(name=self.name, span_type=SpanType.AGENT)
        def agent(messages):
            mlflow.update_current_trace(metadata={"mlflow.trace.session": self.session})
            prompt = [{"role": "system", "content": self.system}, *messages]
            if documents:
                found = retrieve(question)
                context = "\n\n".join(f"[{item.id}] {item.page_content}" for item in found)
                prompt.insert(1, {"role": "system", "content": "Documents found:\n" + context})
            return {"messages": [{"role": "assistant", "content": self._ask(prompt)}]}

        self.history.append({"role": "user", "content": question})
        answer = agent(list(self.history))["messages"][0]
        self.history.append(answer)
        return mlflow.get_last_active_trace_id()

    def _ask(self, prompt):
        while True:
            extra = {"tools": self.tools} if self.tools else {}
            reply = self.client.chat.completions.create(model=MODEL, messages=prompt, temperature=0.2, **extra)
            message = reply.choices[0].message
            if not message.tool_calls:
                return message.content
            prompt.append(message.model_dump(exclude_none=True))
            for tool_call in message.tool_calls:
                result = self._run(tool_call.function.name, json.loads(tool_call.function.arguments))
                prompt.append({"role": "tool", "tool_call_id": tool_call.id, "content": json.dumps(result)})

    def _run(self, name, arguments):
        """Runs a tool; an agent that goes on after a failed tool, as many do."""
        traced = mlflow.trace(self.functions[name], name=name, span_type=SpanType.TOOL)
        try:
            return traced(**arguments)
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}


def tool(name, description, **parameters):
    return {
        "type": "function",
        "function": {
            "name": name,
            "description": description,
            "parameters": {
                "type": "object",
                "properties": {key: {"type": kind} for key, kind in parameters.items()},
                "required": list(parameters),
            },
        },
    }
