import pytest

from server.people import find_people
from tests.served import passage


def names(variety, text):
    return {person.name: person.places[0].role for person in find_people([passage(text, variety=variety)])}


def test_members_and_officers_of_a_list_are_named():
    text = "PRESENT: Mrs P T Cole (Chairman), Mrs A D Allen, MBE, Ida Linfield,\n"
    text += "Mr S C Manion (Substitute for Mrs S Chandler) and Mr D D Monk"
    assert names("attendance", text).keys() == {
        "Mrs P T Cole", "Mrs A D Allen", "Ida Linfield", "Mr S C Manion", "Mrs S Chandler", "Mr D D Monk",
    }  # fmt: skip
    assert set(names("attendance", text).values()) == {"present"}
    assert names("attendance", "OFFICERS: Anu Singh (Corporate Director, Health) and Jo Ng") == {
        "Anu Singh": "in attendance",
        "Jo Ng": "in attendance",
    }


def test_a_contact_is_named_where_an_address_bears_it_out():
    text = "9. Lead Officers\n\nEmma Hanson\nHead of Strategic Commissioning\nemma.hanson@council.example"
    assert names("contact", text) == {"Emma Hanson": "report author or contact"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1. Michael Thomas-Sam (Head of Strategy) introduced the report", "Michael Thomas-Sam"),
        ("2. Mr Smith introduced the report", "Mr Smith"),
    ],
)
def test_who_introduced_an_item_is_named(text, name):
    assert names("speaker", text) == {name: "introduced or presented"}


def test_parties_below_a_name_are_no_part_of_it():
    assert names("membership", "Mr D D Monk and Mr R A Pascoe\n\nLiberal Democrat (2): Mr G Koowaree").keys() == {
        "Mr D D Monk", "Mr R A Pascoe", "Mr G Koowaree",
    }  # fmt: skip
