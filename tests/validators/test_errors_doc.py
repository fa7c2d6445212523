"""docs/errors.md is what the rules say. ``NAVETTE_UPDATE=1`` writes it anew; the diff is the review."""

import os
from collections import Counter

from hub.inspect.rules import every
from tests.conftest import ROOT
from tests.validators.errors_document import as_markdown

DOC = ROOT / "docs" / "errors.md"


def test_the_document_has_the_texts_of_the_rules() -> None:
    text = as_markdown(every())
    if os.environ.get("NAVETTE_UPDATE") == "1":
        DOC.write_text(text, encoding="utf-8")
    assert DOC.is_file(), "run NAVETTE_UPDATE=1 pytest tests/validators/test_errors_doc.py"
    assert DOC.read_text(encoding="utf-8") == text


def test_no_two_rooms_use_one_code() -> None:
    assert [code for code, count in Counter(rule.code for rule in every()).items() if count > 1] == []
