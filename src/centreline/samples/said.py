"""What is said in the made-up centre: invented lines for every reason; nobody ever said them."""

from dataclasses import dataclass

__all__ = ["CLOSES", "SAID", "THANKS", "Exchange"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A conversation in four lines; thanks and a goodbye follow.

    Attributes:
        opens: How the customer begins, in two ways.
        asks: What the agent asks.
        replies: What the customer replies.
        answers: What the agent answers.
    """

    opens: tuple[str, str]
    asks: str
    replies: str
    answers: str


THANKS = ("Thank you, that helps.", "All right, good to know.", "Fine, that is what I wanted to hear.")
CLOSES = ("Is there anything else today?", "You are welcome, have a good day.", "Good that you got in touch.")

SAID: dict[str, Exchange] = {
    "bill_question": Exchange(
        (
            "My bill is higher than in autumn and I do not see why.",
            "There is a line on my bill that I do not understand.",
        ),
        "Shall we look at it together, line by line?",
        "Yes, please, I have it in front of me.",
        "The two months before were estimated, and this bill makes up for it.",
    ),
    "bill_dispute": Exchange(
        ("I was charged twice for the same month.", "You billed me for a flat that I left."),
        "Which month is it about?",
        "The one in the middle of winter.",
        "I have corrected it, and the new bill goes out tomorrow.",
    ),
    "payment_arrangement": Exchange(
        ("I cannot pay all of it this month.", "May I pay the bill in parts?"),
        "How much could you spare each month?",
        "About a quarter of it.",
        "Then we make it four instalments, and I send you the dates.",
    ),
    "failed_payment": Exchange(
        ("My bank says that the payment came back.", "I got a reminder though I had paid."),
        "Has anything changed at your bank lately?",
        "I have a new account, that may be it.",
        "I have sent you a form for the new account; no fee is due.",
    ),
    "moving_home": Exchange(
        ("I am moving at the end of the month.", "We have a new house and need power there."),
        "On which day do you hand over the old keys?",
        "On the last Friday.",
        "Both meters will be changed over on that day.",
    ),
    "final_bill": Exchange(
        ("I moved out weeks ago and have no last bill.", "When do I get my deposit back?"),
        "Did you send us the reading of the last day?",
        "The landlord did, I believe.",
        "I see it here; the bill is made out this week, and the deposit with it.",
    ),
    "engineer_visit": Exchange(
        ("I waited for the engineer all morning.", "I need to change the day of the visit."),
        "Would a morning or an afternoon be better?",
        "An afternoon next week.",
        "It is booked, and you get a message when the van is on its way.",
    ),
    "complaint": Exchange(
        ("This is the third time that I tell you this.", "I want to complain about how I was treated."),
        "I am sorry. Will you tell me from the beginning?",
        "Nobody called me back, though it was promised twice.",
        "I take it over myself, and you hear from me by the end of the week.",
    ),
    "tariff_question": Exchange(
        ("Is there a cheaper tariff for me?", "What happens when my fixed price ends?"),
        "Do you know how much you use in a year?",
        "It should be on the last bill.",
        "I have sent you two quotes, with the price of the second year.",
    ),
    "new_contract": Exchange(
        ("I would like to become a customer.", "A friend told me to switch to you."),
        "Is it for a flat or for a house?",
        "A small house with electric heating.",
        "Then this tariff fits; you have two weeks to think it over.",
    ),
    "power_cut": Exchange(
        ("The whole street is dark.", "We have had no power since this morning."),
        "Does anybody in the house depend on a medical device?",
        "No, but the freezer is full.",
        "A crew is on the way; expect light again this evening.",
    ),
    "online_account": Exchange(
        ("I cannot get into my account.", "The page does not take my new e-mail address."),
        "Did you get a message with a link from us?",
        "It came, and the link had run out.",
        "I have sent a new one; it works for an hour.",
    ),
    "refund_status": Exchange(
        ("Where is my refund?", "You owe me money since I moved."),
        "May I look when it was released?",
        "Please do.",
        "It left our account yesterday and takes two working days.",
    ),
    "document_request": Exchange(
        ("Please send me a copy of my contract.", "I need a letter that shows my address."),
        "Shall it come by post or by mail?",
        "By mail, please.",
        "You find the document attached.",
    ),
    "written_question": Exchange(
        ("I have two questions about my contract.", "Your letter does not say until when I have to answer."),
        "Which of them is urgent?",
        "The one about the notice period.",
        "The notice period is one month, to the end of any month.",
    ),
    "meter_reading": Exchange(
        ("I want to hand in a reading.", "Meter reading."),
        "Please read out the black digits, slowly.",
        "One moment, I have to wipe the glass.",
        "Thank you, the reading is saved.",
    ),
}
"""By reason, as it is coded in the records."""
