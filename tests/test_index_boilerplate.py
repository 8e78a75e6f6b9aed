"""Stray lines of web pages are left out of passages, and nothing that an article says is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toys import ToyEncoder, make_article

from index import Article, Library
from index.boilerplate import without_boilerplate
from index.passages import split_article


def kept(text: str, title: str = "") -> str:
    return "|".join(text[start:end].strip() for start, end in without_boilerplate(text, title))


@pytest.mark.parametrize(
    "line",
    """Advertisement
ADVERTISEMENT
- Advertisement -
Advertisements
Sponsored content
Advertisement - story continues below
Story continues below advertisement
Article continues after this advertisement
Scroll down to continue
Share
Share this article
Share this story on Facebook
Share on Twitter
Tweet
Facebook Twitter WhatsApp Email
Follow us on Instagram
Sign up for our newsletter
Sign up for our free daily newsletter and never miss a story.
Subscribe to our Morning Briefing
Subscribe now
Get the day’s top stories in your inbox
Already a subscriber? Log in
View this email in your browser
Unsubscribe
Read more: Harbour opens after six years
READ: What the harbour will cost
Read also: Who is Tom Reed?
Related: The long wait of Brannock
Related articles
See also: Ferries
You may also like
Most read
Read more
Read more >
Continue reading
Click here to read more
Comments
12 comments
Leave a comment
Skip to main content
Back to top
We use cookies to improve your experience on this site.
This website uses cookies to analyse traffic
By continuing to use this site you agree to our terms.
Accept all cookies
Privacy policy
© 2021 The Coast. All rights reserved.
Copyright 2021 The Coast
All rights reserved.
Your browser does not support the video tag.""".splitlines(),
)
def test_a_stray_line_is_left_out(line: str) -> None:
    assert kept(f"It rained.\n\n{line}\n\nIt stopped.") == "It rained.|It stopped."


@pytest.mark.parametrize(
    "line",
    """The advertisement was withdrawn on Friday.
Advertisement spending fell by a third
The party paid for an advertisement in three papers
Advertising revenue
Share prices fell
Share this article of faith with nobody, the bishop urged.
Shares
Sign up for our newsletter, the fraudsters told their victims.
“Sign up for our newsletter”
Subscribe to the view that taxes must fall
Subscribers left
Read more books, the minister said.
Reading: a town in Berkshire.
Related: it is the same gang, the police said.
Read more: it will rain.
We use cookies in the crust.
We use cookies to track nobody, the company said of its website.
The site uses cookies to follow its readers, the regulator found.
Comments by the minister angered the opposition
The minister left a comment
Copyright law was changed in 2021.
Follow us to the harbour, they cried.
Print the ballots by Friday
Tweet by the president
Unsubscribing took an hour
Top of the league
Harbour opens""".splitlines(),
)
def test_a_line_that_may_be_the_articles_stays(line: str) -> None:
    text = f"It rained.\n\n{line}\n\nIt stopped."
    assert kept(text) == text


def test_a_title_stands_once() -> None:
    text = "Harbour opens\n\nHARBOUR OPENS\r\n\nIt did.\n# Harbour opens\nThe harbour opens late."
    assert kept(text, "Harbour opens") == "Harbour opens|It did.|The harbour opens late."
    assert kept("No change.\nNo change.\nNo change.", "") == "No change.\nNo change.\nNo change."


def test_of_nothing_else_nothing_is_left() -> None:
    assert without_boilerplate("Advertisement\n\nShare", "") == []
    assert without_boilerplate(" \n", "") == []
    assert kept("Harbour opens", "Harbour opens") == "Harbour opens"


LINES = st.lists(
    st.sampled_from(
        ["Advertisement", "It rained.", "", " \t", "Read more: x", "Title", "😀 e\u0301"]
    ),
    max_size=12,
)


@given(lines=LINES, end=st.sampled_from(["\n", "\r\n", "\n\n", "\f", "\u2028"]))
@settings(max_examples=200, deadline=None)
def test_passages_are_slices_in_order_without_stray_lines(lines: list[str], end: str) -> None:
    article = Article("a", "Title", end.join(lines))
    at = 0
    passages = split_article(article, 60)
    for start, stop in passages:
        assert at <= start < stop
        assert article.text[start:stop] == article.text[start:stop].strip()
        at = stop
    words = " ".join(article.text[start:stop] for start, stop in passages)
    assert words.count("It rained.") == article.text.count("It rained.")
    assert words.count("😀 e\u0301") == article.text.count("😀 e\u0301")
    assert not ("It rained." in words and "Advertisement" in words)


def test_a_library_finds_no_stray_line_and_keeps_the_text(tmp_path: Path) -> None:
    text = "The mayor opened the harbour.\n\nAdvertisement\n\nFishermen cheered."
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([make_article("harbour", text), make_article("stray", "Advertisement")])
        found = {hit.passage.text for hit in library.search("Advertisement harbour Fishermen")}
        stored = library.article("harbour")
        assert library.verify() == []
    assert stored
    assert stored.text == text
    assert {"The mayor opened the harbour.", "Fishermen cheered.", "Advertisement"} >= found
    assert "Fishermen cheered." in found
