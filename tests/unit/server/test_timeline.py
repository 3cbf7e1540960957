import datetime as dt
from itertools import pairwise

from server.timeline import draw


def test_nothing_dated_has_no_picture():
    assert draw([]) is None


def test_dots_stand_in_the_order_of_their_dates_and_never_on_each_other():
    day = dt.date(2018, 3, 9)
    steps = [(n, day, "proposed", "open") for n in range(1, 40)] + [(40, dt.date(2019, 1, 1), "decided", "decided")]
    picture = draw(steps)
    lane = [dot.x for dot in picture.dots if dot.y == picture.dots[0].y]
    assert all(after - before >= 26 for before, after in pairwise(lane))
    assert max(dot.x for dot in picture.dots) < picture.width
    assert [each.name for each in picture.lanes] == ["proposed", "decided"]


def test_the_names_of_days_do_not_run_into_each_other():
    days = [dt.date(2018, 1, 1) + dt.timedelta(days=9 * n) for n in range(30)]
    picture = draw([(n, day, "noted", "noted") for n, day in enumerate(days, 1)])
    assert all(after.x - before.x >= 70 for before, after in pairwise(picture.ticks))
