"""English words so common that a label spelt like one says nothing by itself."""

_WORDS = """
    able about above access ace act after again aim alert all also am and ant any apex arc are arm art as
    ask aspect asset at atom away back bad bash basic basis be been benefit benefits best bid big blast bolt
    both bridge brief build business but buy by c call came can cap car care case cat change check chef
    chest cite clear close cloud come companies company compass confluence consul convert core cost crest
    customer customers cut d date day deal design did direct do does done doors down drive due each eagle
    early east edge ember end engage enterprise envoy even event events ever every excel express eye fabric
    face fact fair fall far fast fastlane feature few fill find fine fit five fix flash flask flow flux
    focus for forms frame free from full fusion gain game gas get ghost give go goal good got grace great
    group guide had half hand hard harvest has have he head hear helm help her here hers high him his hive
    hold home hope host hot hours how ideal if impact in ink insight into iron is it its jasmine job join
    jump just keep key kind know lamp land large last late law lead lean led left less let life light like
    lime line list live long look loop lot low made magic main major make man many map maple mark mats may
    me meal mean medical meet member members merge meteor mice might mind miss mix mocha more most motion
    move much must my near need nest network new next nice nine no nomad nor not note notes now numbers
    oasis of off office oil old on once one only open or oracle order organisation organisations
    organization organizations other our out outlook outreach over own page pages paid pals panda part pass
    past pay pears people per person pick pig pitch plan play please plus point poor post pr present
    progress project prompt pull pulse puppet pure push put quick r race rag raid raise ran range rate rave
    reach react read real red reduce relay request rest rewire rich right ring rise risk role room ruby rule
    run rust safe sage said salary sale salt same sap sass save saw say scheme scratch script sea see seem
    sell send sense sent set she shell ship shop short show side sign signal simple since sit site six size
    sketch slack small smart so soap solid some soon sort space spark speed spice spring sprint square stack
    stand star start stata state stay step still stop storm stripe studio sublime such suite sure swift
    switch system take talk tally tax team teams tell ten tens term test than that the their them then there
    these they thing think this those three thrift thus time tip titanium to today told tom too top total
    touch tower town trace track trade train tree trial trip true try turn two type under unity until up
    upon ups us use user vagrant value vault very view vision visit wait walk wall wan want war was watch
    wave way we wear web week well went were west what when where which while white who whole whom why wide
    will win windows wish within woman won word work workday would year yes yet you young your zero zoom
"""

COMMON_WORDS = frozenset(_WORDS.split())
"""Function words, common words of postings, and words that tools are named after."""
