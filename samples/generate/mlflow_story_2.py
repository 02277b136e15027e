"""planted/story-2-outdated-document.json

One session, five turns.  Turns 1 and 2 are healthy.  In turn 3 the retriever returns a
superseded policy and the answer states its daily rate; turns 4 and 5 build on it.  Only
the last turn is marked as wrong, by the user.
"""
from mlflow_agent import Agent, document
from mlflow_dump import Store, user_feedback
from stub_model import StubModel, say

SYSTEM = (
    "You are the travel assistant of Halden & Voss. You help employees with business trips and "
    "travel expenses. Answer from the documents found and from the conversation."
)
BOOKING = document(
    "travel-booking-2026",
    "Booking business trips. Flights and trains are booked in the travel desk portal at least 14 days "
    "before departure. Economy class is the rule for flights under six hours. Your team lead must "
    "approve the trip in the portal before you book.",
    last_updated="2026-02-10",
    status="current",
)
HOTELS = document(
    "hotel-limits-2026",
    "Hotel limits. The limit per night, breakfast included, is 140 euros in Lisbon, 165 euros in Paris "
    "and 180 euros in London. The travel desk must agree to a higher price before you book.",
    last_updated="2026-01-15",
    status="current",
)
PER_DIEM_2019 = document(
    "travel-policy-2019",
    "Meals on business trips. Employees travelling in Europe receive a per diem of 45 euros for each "
    "day of the trip. Receipts for meals are not required. A hotel breakfast is not deducted from the "
    "per diem.",
    last_updated="2019-03-01",
    status="superseded",
)
TURNS = [
    (
        "Hi, I am going to a conference in Lisbon. How do I book the flight?",
        [BOOKING],
        say(
            "You book the flight in the travel desk portal, at least 14 days before departure. Your team "
            "lead must approve the trip in the portal before you book. For flights under six hours, "
            "economy class is the rule.",
            (162, 48),
        ),
    ),
    (
        "Thanks. What may the hotel in Lisbon cost?",
        [HOTELS],
        say(
            "In Lisbon the hotel limit is 140 euros per night, breakfast included. If you find only "
            "hotels with a higher price, the travel desk must agree before you book.",
            (229, 39),
        ),
    ),
    (
        "And how much can I claim for meals?",
        [PER_DIEM_2019],
        say(
            "You can claim 45 euros per day: employees travelling in Europe receive a per diem of 45 euros "
            "for each day of the trip. Receipts for meals are not required, and a hotel breakfast is not "
            "deducted.",
            (290, 47),
        ),
    ),
    (
        "Good. What does that make for my 6 days in Lisbon?",
        None,
        say("For your 6 days in Lisbon that makes 6 × 45 = 270 euros of per diem.", (288, 24)),
    ),
    (
        "Please write the message to finance with my claim for the meals.",
        None,
        say(
            "Subject: Per diem for business trip to Lisbon\n\n"
            "Dear finance team,\n\n"
            "I submit my claim for meals during the conference in Lisbon: a per diem for 6 days at 45 euros "
            "per day, in total 270 euros. Receipts are not attached, since the policy does not require "
            "them.\n\n"
            "Kind regards",
            (331, 74),
        ),
    ),
]


def main():
    store = Store("travel-assistant")
    with StubModel([answer for _, _, answer in TURNS]) as stub:
        agent = Agent("travel_assistant", "trip-lisbon-0412", SYSTEM, stub.client())
        traces = [agent.turn(question, documents) for question, documents, _ in TURNS]
    user_feedback(
        traces[4],
        False,
        "Finance rejected this, the daily rate is not 45 euros any more.",
        user="employee-3308",
    )
    store.search("planted/story-2-outdated-document.json")


if __name__ == "__main__":
    main()
