"""Papers in the styles of several councils, made by hand, and what the tests read them with."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from indexer.outline import outline
from indexer.pagination import paginate
from indexer.records import Bookmark, Document, Page, Reading, SourceFile
from indexer.stamps import find_stamps
from indexer.text import read_text

CORPUS = Path(__file__).parents[1] / "corpus"


def reading_of(text: str, bookmarks: tuple[Bookmark, ...] = ()) -> Reading:
    """A text as a reading; form feeds end the pages of a PDF."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    pages = text.split("\f")
    paged = len(pages) > 1
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    file = SourceFile(Path("paper"), "paper", digest, len(text), "pdf" if paged else "text")
    return Reading(file, text.replace("\f", "\n"), tuple(starts) if paged else (), bookmarks=bookmarks)


def document_of(reading: Reading) -> Document:
    structure = outline(reading)
    return Document(reading, structure, paginate(reading, structure, find_stamps(reading)))


def in_pages(reading: Reading, length: int) -> tuple[Page, ...]:
    """Pages of so many characters that tile the text, whatever stands in it."""
    text = reading.text
    return tuple(
        Page(number, str(number), "estimated", start, text[start : start + length])
        for number, start in enumerate(range(0, len(text), length), 1)
    )


@lru_cache
def paper_of(year: str) -> Document:
    """A paper of the corpus by the beginning of its file's name."""
    (path,) = CORPUS.glob(f"{year}*.txt")
    data = path.read_bytes()
    return document_of(read_text(SourceFile(path, path.name, sha256(data).hexdigest(), len(data), "text")))


def between(text: str, first: str, last: str) -> str:
    """The stretch from the first words to the last, both included."""
    start = text.index(first)
    return text[start : text.index(last, start) + len(last)]


LETTERED = """\
NORTHMOOR CITY COUNCIL

HOUSING AND COMMUNITIES SCRUTINY BOARD

Tuesday 12 March 2024 at 6.30 pm
Committee Room 2, Civic Centre

AGENDA

PART A - OPEN TO THE PUBLIC AND PRESS

A1  Apologies for absence
A2  Minutes of the meeting held on 16 January 2024 (Pages 3 - 4)
A3  Damp and mould in council homes (Pages 5 - 8)
Report of the Director of Housing

PART B - OPEN TO THE PUBLIC: FOR INFORMATION

B1  Garage sites (Pages 9 - 10)
B2  Forward plan (To Follow)

Page 2

HOUSING AND COMMUNITIES SCRUTINY BOARD

TUESDAY, 16TH JANUARY, 2024

PRESENT: Councillor A Marsh in the Chair
Councillors B Okafor, C Singh and D Wells

Minute 45/23 Apologies for absence
Apologies were received from Councillor Hale.

Minute 46/23 Empty homes
The Head of Private Housing said that 212 homes had stood empty for more than two years in 2021/22.
RESOLVED –
(a) That the contents of the report be noted.
(b) That a further report be brought to the Board in July.

Minute 47/23 Date and time of next meeting
RESOLVED – To note that the next meeting was on 12 March 2024.

Page 4

Item A3

Report of the Director of Housing

Housing and Communities Scrutiny Board – 12 March 2024

DAMP AND MOULD IN COUNCIL HOMES

1. Purpose of the report
1.1 To tell Members of the 640 homes in which damp was found, and of what has been done in them since.

2. Background
2.1 A survey of every council home in the city was finished in December.

Page 8

Item B1

Report of the Director of Place to the Housing and Communities Scrutiny Board, 12 March 2024

GARAGE SITES

1. Purpose of the report
1.1 To set out which of the 31 garage sites may be built on.
"""

TABLED = """\
Eastvale Borough Council

Planning Committee

Wednesday 12 June 2024, 7.00 pm

Council Chamber, Town Hall

Agenda

1. Apologies for absence
2. Minutes of the last meeting
3. Parking at Mill Lane
4. Trees in Station Road

**Minutes**

**Planning Committee**

**Wednesday 8 May 2024**

**Present:** Councillors Ashby (Chair), Bell, Coe and Dunn

**In attendance:** the Planning Manager

**Public questions**

Mr Hill asked when the lights in Mill Lane would be mended. The Chair said in June.

**Shop fronts in the High Street**

The Planning Manager showed the new guide.

**Resolved:**

1. To adopt the guide.
2. To send it to every shop in the High Street.

**Enforcement**

Four cases had been closed since March.

**Resolved:**

1. To note the report.

| Report to: | Planning Committee |
| Date: | 12 June 2024 |
| Subject: | Parking at Mill Lane |
| Report of: | Head of Highways |

**Summary**

This report asks the committee to agree to double yellow lines along Mill Lane from the bridge to the school.

| Report to: | Planning Committee |
| Date: | 12 June 2024 |
| Subject: | Trees in Station Road |
| Report of: | Head of Parks |

**Summary**

This report tells the committee that six limes will be felled and twelve hornbeams planted.
"""

REPORT = """\
Title: Winter gritting on the hill roads

Committee: Highways and Transport Committee

Date: 5 November 2024

Report author: Jo Sample, Network Manager

Purpose: To agree the routes that are gritted first when snow is forecast.

1. Background

1.1 The council grits 410 miles of road. Last winter the lorries went out on 61 nights.

2. Recommendation

2.1 The committee is asked to agree the routes in Appendix 1.

Contact officer: Jo Sample, 01632 960123, jo.sample@westmarch.example

Appendix 1: Routes gritted first

Route 1 goes from the depot over Cold Hill to the hospital.
"""

MINUTES = """\
Parish and District of Westmarch

Minutes of the Audit and Governance Committee held on Thursday 3 October 2024 at 10.00 am in the Old Court House

Present: Councillors Frost (Chair), Grant and Hope

1 Apologies for absence
There were none.

2 Declarations of interest
Councillor Grant declared an interest in the grant to the village hall.

3 Internal audit
The auditor had looked at payroll and found it sound.
It was resolved:
1. that the audit be noted;
2. that it be put on the website.

4 Date of the next meeting
The next meeting will be held on 5 December 2024.
"""

INQUIRY = """\
The Bramfield Water Inquiry

Report of the Chair of the Inquiry

Volume 2

Presented to the House on 4 July 2019

Chapter 1
How the water came to be fouled

1. The works at Bramfield were built in 1931 and drew from two springs below the quarry. The upper spring ran clear in
every season. The lower one was cloudy after rain, and the men who worked the pumps knew it. They let it run to waste for a
day after each storm, as their fathers had done, and nobody wrote the custom down.

2. On 14 May 2016 the county council was told that children at the school were ill. A meeting of the council was held on
the Monday, and its minutes say that nothing was decided.

3. The report to the Water Board of 2 June 2016 said that the springs were safe. It was wrong.

Chapter 2
What should be done

4. We recommend that every works be tested each week, that what is found be published on the same day, and that the names
of those who did the test be published with it. A figure without a name is worth little. We were shown eleven years of
figures that nobody would own to, and could make nothing of them, though two engineers sat over them with us for a month.

5. We recommend that the Board publish what is found.
"""

PAGED_LIST = """\
Agenda

Licensing Committee
Date:	Monday 4 March 2024
Time:	6.00 pm
Venue:	Committee Room 1, Town Hall, Elm Street

AGENDA

PART I (IN PUBLIC)

1.   MEMBERSHIP
To note any changes to the membership.

2.   MINUTES   (Pages 3 - 8)
To approve the minutes of the meeting held on 5 February 2024.

3.   TAXI FARES   31 - 44
Report of the Head of Licensing.

The Clerk
26 February 2024

MINUTES

Licensing Committee

MINUTES OF PROCEEDINGS

Minutes of a meeting of the Licensing Committee held on Monday 5 February 2024, Town Hall, Elm Street.

Members Present: Councillors Ash (Chair), Birch and Cole.

1   MEMBERSHIP
1.1   There were no changes to the membership.

2   DECLARATIONS OF INTEREST
2.1   None were declared.

3   STREET TRADING
3.1   The Head of Licensing said that forty pitches were let.
RESOLVED: That the report be noted.

Meeting or Decision Maker: Licensing Committee
Date: 4 March 2024
Classification: General Release
Title: Taxi fares
Report of: Head of Licensing
Report Author: Jo Sample, jo.sample@elmford.example

1. Executive Summary
1.1 Fares were last raised in 2021.
"""

TITLE_ABOVE = """\
Highways Committee

Agenda

Date Thursday 14 March 2024
Time 9.30 am
Venue Committee Room 2, County Hall

1.    Apologies for Absence
2.    Minutes of the Meeting held on 8 February 2024 (Pages 3 - 6)
3.    Elm Road, Northby - Parking  (Pages 7 - 20)
Report of Corporate Director of Neighbourhoods.
4.    Such other business as is urgent

WESTMARCH COUNTY COUNCIL

At a Meeting of Highways Committee held in Committee Room 2, County Hall on Thursday 8 February 2024 at 9.30 a.m.

Present:
Councillor Ash (Chair)

1    Apologies for Absence
Apologies for absence were received from Councillor Elder.

2    Minutes
The minutes were agreed as a correct record.

3    Oak Street
The Committee considered a report of the Corporate Director.
Resolved:
That the order be made.

Highways Committee

14 March 2024

Elm Road, Northby - Parking

Report of Corporate Management Team

Joe Smith, Corporate Director of Neighbourhoods

Electoral division(s) affected:
Northby

Purpose of the Report

1    To advise Members of objections to the order.
"""

UNTOLD = """\
Cabinet

12 March 2024

Agenda Item No. 7

Title: Waste strategy
Report by: Cabinet Member for Environment
Ward(s): All

Recommendation

That the strategy be adopted.
"""
