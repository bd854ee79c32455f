"""What the story of each kind of news begins with: headings, and a hint for each paragraph, to be written over."""

from django.utils.translation import gettext as _


def announcement():
    return [
        (
            "text",
            _("The most important first: what, who, when (with the year), where. One or two sentences."),
        ),
        ("text", _("The details: what readers will see or can do, hours, address, price, registration.")),
        ("text", _("Background in two or three sentences: why it matters, what came before.")),
    ]


def agreement():
    return [
        ("text", _("Who signed what with whom, on which day (with the year) and where.")),
        ("heading", _("What was agreed")),
        (
            "text",
            _("The areas of cooperation in whole sentences, the most important first. Promise nothing else."),
        ),
        ("heading", _("What comes next")),
        (
            "text",
            _(
                "The first joint steps, with dates where they are fixed. Delete this part if nothing is fixed."
            ),
        ),
        ("text", _("The partner in two sentences: what it is and what already connects it with the museum.")),
    ]


def exhibition_abroad():
    return [
        (
            "text",
            _("Which exhibition opens where, at which institution, from when until when (with the year)."),
        ),
        ("heading", _("What is shown")),
        ("text", _("How many works, by whom, from which time; two or three of them by name.")),
        ("heading", _("The occasion")),
        ("text", _("What the exhibition is held for, and who organised it together with the museum.")),
        ("text", _("For visitors: address, hours, tickets, a link to the page of the host.")),
    ]


def anniversary():
    return [
        ("text", _("Whose or which anniversary it is, the count as it was published, and how it is marked.")),
        ("heading", _("Life and work")),
        ("text", _("Dates and facts with their years, each with a source you could name.")),
        ("heading", _("In the museum")),
        ("text", _("What the museum has, shows or does for it: works, exhibition, event, with links.")),
    ]
