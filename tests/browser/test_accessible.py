"""WCAG 2.2 AA as far as a machine can tell, on every kind of page, wide and narrow, with scripts and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import WIDTHS

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
LEAST_TARGET = 24
SMALL_TARGETS = f"""() => {{
  const inline = a => a.closest('p, li, td, blockquote, label') && getComputedStyle(a).display === 'inline';
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
    .filter(e => !e.classList.contains('skip') && !inline(e) && !e.querySelector('img'))
    .map(e => [e.textContent.trim().slice(0, 40) || e.name, e.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < {LEAST_TARGET} || box.height < {LEAST_TARGET}))
    .map(([name, box]) => `${{name}}: ${{Math.round(box.width)}} x ${{Math.round(box.height)}}`);
}}"""
OUTLINE = """() => {
  const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + Math.min(8, box.width / 2), box.top + Math.min(8, box.height / 2));
  return [e.tagName + ' ' + (e.textContent || e.name).trim(), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
          box.width < 2 || e.contains(top) || (top && top.contains(e))];
}"""


CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


@pytest.mark.parametrize(
    ("width", "scheme", "rules"), [(1280, "light", RULES), (320, "light", RULES), (320, "dark", CONTRAST)]
)
def test_axe_finds_nothing_to_mend(open_page, base, addresses, width, scheme, rules):
    page, axe, found = open_page(width, color_scheme=scheme, reduced_motion="reduce"), Axe(), []
    for name, address in addresses.items():
        page.goto(base + address)
        for wrong in axe.run(page, options=rules).response["violations"]:
            found += [f"{name}: {wrong['id']}: {node['html'][:120]}" for node in wrong["nodes"][:3]]
    assert found == []


def test_axe_finds_nothing_to_mend_on_pages_of_failure(open_page, troubled):
    troubled.error.append(RuntimeError("wires"))
    page = open_page(320)
    page.goto(troubled.base)
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_axe_finds_nothing_to_mend_where_the_script_is_not_run(open_page, base, addresses):
    page = open_page()
    page.route("**/*.js*", lambda route: route.abort())
    for name in ("answer", "passage", "in context", "timeline"):
        page.goto(base + addresses[name])
        assert [wrong["id"] for wrong in Axe().run(page, options=RULES).response["violations"]] == [], name


def test_no_page_scrolls_sideways_on_a_narrow_screen(open_page, base, addresses):
    page, wide = open_page(320), []
    for name, address in addresses.items():
        page.goto(base + address)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(name)
    assert wide == []


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_pressed_is_large_enough(open_page, base, addresses, width):
    page, small = open_page(width), []
    for name, address in addresses.items():
        page.goto(base + address)
        small += [f"{name}: {target}" for target in page.evaluate(SMALL_TARGETS)]
    assert small == []


@pytest.mark.parametrize("name", ["answer", "passage", "in context", "page"])
def test_the_focus_is_seen_wherever_it_goes(open_page, base, addresses, name):
    page = open_page(320)
    page.goto((base + addresses[name]).partition("#")[0])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        element, outlined, uncovered = page.evaluate(OUTLINE)
        assert outlined, element
        assert uncovered, element


def test_a_question_is_asked_and_its_source_read_with_the_keyboard_alone(open_page, base):
    page = open_page()
    page.goto(base)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("carers contracts")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=carers+contracts")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(40):
        page.keyboard.press("Tab")
        if "/pages/" in page.evaluate("document.activeElement.href || ''"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/*")
    assert page.locator("mark").count()


def test_the_pages_are_light(base, addresses, open_page):
    page = open_page()
    heavy = {
        name: size
        for name, address in addresses.items()
        if (size := len(page.request.get(base + address).body())) > 60_000
    }
    assert not set(heavy) & {"home", "answer", "filtered results", "passage", "in context", "timeline"}, heavy
