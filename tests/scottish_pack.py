"""A Scottish council's pack: a list of business, a minute of the meeting before, and reports that name their author last."""

SCOTTISH = """\
GLENMORE COUNCIL

PLANNING AND ENVIRONMENT COMMITTEE

Notice is given that a meeting will be held in the Burgh Chambers, Glenmore on Thursday 12 September 2024 at 10.30 am.

BUSINESS

1   Sederunt and Declarations of Interest
2   Minute of Meeting of 6 June 2024 (pages 3-5)
3   Coastal Erosion Programme – Report by Head of Environment (pages 7-9)
4   Short-term Lets Control Area – Report by Chief Planning Officer (pages 11-14)
5   Any Other Competent Business

Page 1

Item 2

MINUTE of MEETING of the PLANNING AND ENVIRONMENT COMMITTEE held in the Burgh Chambers on Thursday 6 June 2024 at 10.30 am.

Present: Councillors Fraser (Convener), Grant and MacLeod.

Apologies: Councillor Innes.

1. DECLARATIONS OF INTEREST

There were none.

2. FLOOD PROTECTION SCHEME

There was submitted report by the Head of Environment. Following discussion, the Committee agreed to approve the outline design.

3. PLAY PARKS

The Committee noted the terms of the report.

Page 5

Item 3

GLENMORE COUNCIL

Report to: Planning and Environment Committee
Date: 12 September 2024
Report by: Head of Environment
Subject: Coastal Erosion Programme

1. Purpose

1.1 This report seeks approval of the coastal erosion programme for 2024-2027 at a cost of £1.2 million.

2. Recommendations

2.1 It is recommended that the Committee:

(a) approves the coastal erosion programme; and
(b) notes the funding from the Scottish Government.

3. Background

3.1 The coast at Portnahaven has retreated by twelve metres since 1990.

Contact: Ailsa Kerr, Coastal Engineer, 01555 960123, ailsa.kerr@glenmore.example

Page 8

Item 4

GLENMORE COUNCIL

Report to: Planning and Environment Committee
Date: 12 September 2024
Report by: Chief Planning Officer
Subject: Short-term Lets Control Area

1. Purpose

1.1 This report asks the Committee to designate a control area for short-term lets.

2. Recommendations

2.1 It is recommended that the Committee agrees to consult on the control area.

Page 12
"""
