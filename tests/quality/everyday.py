"""Ways in which people ask what was decided, by the outcome that the papers hold, and ways that only sound alike."""

EVERYDAY = {
    "endorsed": """
        did the committee go for the new direct payments support contract in september 2018
        was community navigation waved through in 2018
        has anyone given the go-ahead for the 2017-18 local account
        supported living phase 2 in 2021 - did the councillors get behind it
        did the shared lives or supported living contracts get through committee in sept 2018
    """,
    "noted": """
        did members sign up to the section 75 arrangements for learning disability or just hear about them
        what did councillors do with the complaints report for 2017-18
        home care services item, sept 2018 - committee's decision?
        was the advocacy contract okayed in january 2018
        how did the cttee leave the end of life care paper
        safeguarding update jan 2018 - cttee verdict
        were the november 2017 minutes ok'd at the january meeting
        so did the committee back the domestic abuse addendum in september 2021?
        ombudsman report on DoLS, what was the upshot at committee
        was there any vote on the making a difference strategy in sept 2021
        did members let the Q1 2021/22 performance figures through
        did the committee plump for anything on liberty protection safeguards
        what came of the transitions presentation
        social prescribing strategy 2023: thumbs up or just noted
        did we get behind the care navigation strategy in july 2023
        was the 2018/19 work programme given the all clear in january 2018
        did councillors accept the KIDA decision taken outside the meeting cycle
        was end of life care backed by committee or merely talked about
    """,
    "resolved": """
        minutes of 17 may 2023, ok'd or not
        did committee agree to the domestic abuse act framework
        where did members land on the neurodiversity agreement
        was the carers short breaks contract rolled over in july 2023
        did members back carers' short breaks and for how long
    """,
    "proposed": """
        have we adopted the strategy for 2022 to 2027
        is the healthwatch kent contract a done deal
        peoples voice contract - has it been awarded
        did the committee go along with the care homes extension in december 2021
        has the nursing home contract been renewed or is it still just a suggestion
        did we sign up for the technology enabled care trial
        were members happy with the micro provider plans
        have councillors nodded through the winter pressures plan for 2021-22
        was the sanctuary locks contract given the nod
        have we gone ahead with the new community equipment contract
        did cabinet committee plump for a five year equipment deal
        did councillors wave through the carers interim contracts in 2018
        did we put up the adult care charges for 2018-19
        how did the loneliness select committee item end in march 2018
        were the draft business plans thrown out or passed in 2018
        did members clear the bespoke support service update
        homelessness support services 2018: decision?
        has the rates and charges paper been through committee
        could the director finalise the older people's residential contract extension without asking members again
        who gets delegated powers over the equipment contract
        may the director amend the strategy afterwards on his own authority
        has local account 2022 been accepted by members
        have we extended the older persons contract, and until what date
        was the interim carers deal approved and what did it cost
        was the security contract awarded, and how much is it worth
    """,
}
ONLY_ALIKE = """
    what did we spend on carers in 2017-18
    did members raise concerns about the short breaks contract
    did councillors ask about waiting times for equipment
    was the equality impact assessment carried out for the equipment service
    who carried out the consultation on the strategy
    how many people with learning disabilities have we moved into supported living
    have we hit the target for delayed transfers of care
    did delayed transfers go down in december 2017
    how were complaints handled in 2017-18
    what did members say about social prescribing
    did the committee talk about agency staff
    did anyone query the performance figures
    how much does kent spend on short breaks
    were members told about the care summit
    did the council overspend on adult social care
    do we have enough occupational therapists
    did the ombudsman find fault with kent
    has the number of complaints gone up
    what support do carers get
    is support given to carers at the weekend
    are the minutes available online
    who signed the foreword of the business plan
    how did kent perform on safeguarding
    did healthwatch raise any issues
    can people carry over their direct payments
    have any staff been lost to the nhs
    was any money lost on the contract
    did members worry about the cost of equipment
    did the board hear from the trust
    what happens if a provider hands its contract back
    what does the strategy commit us to do
    who runs the sanctuary scheme
    have we recruited more social workers
    did we meet our statutory duties on DoLS
    did members praise the staff
    was the survey sent out to carers
    what was the outcome for carers who used the service
    are we being told the truth about waiting lists
"""
