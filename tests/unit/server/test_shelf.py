import pytest

from server.shelf import Shelf


class Pages:
    def __init__(self, pages):
        self.asked = []
        self._pages = pages

    def pages(self, document):
        self.asked.append(document)
        return self._pages.get(document, ())


def test_a_page_by_its_position_its_document_read_once():
    catalogue = Pages({"a": ("one", "two")})
    shelf = Shelf(catalogue)
    assert [shelf.page("a", 2), shelf.page("a", 1)] == ["two", "one"]
    assert catalogue.asked == ["a"]


@pytest.mark.parametrize(("document", "number"), [("a", 0), ("a", 3), ("a", -1), ("b", 1)])
def test_no_such_page(document, number):
    with pytest.raises(KeyError):
        Shelf(Pages({"a": ("one", "two")})).page(document, number)
