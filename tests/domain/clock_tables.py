"""Two tables of clocks, as local clocks show them: until when a student may work, and how late.

A time is `HH:MM` on the day of the block, `DD/HH:MM` or `MM-DD/HH:MM` on another; `*` marks the
second of two times that clocks show twice. `-` is none.
"""

from __future__ import annotations

UNTIL = """
#    zone     limit times days closes    group     own       starts    until
on 2026-09-15
# both policies, every multiplier, started early, late and too late
full Chicago      30  1    0  10:00     -         -         09:00     09:30
full Phoenix      30  1    0  10:00     -         -         09:30     10:00
full New_York     30  1    0  10:00     -         -         09:45     10:15
full Berlin       30  1    0  10:00     -         -         09:59     10:29
full Kolkata      30  1    0  10:00     -         -         10:00     shut
full Auckland     30  1.25 0  10:00     -         -         09:00     09:37
full St_Johns     30  1.25 0  10:00     -         -         09:30     10:07
full Kathmandu    30  1.25 0  10:00     -         -         09:45     10:22
full Honolulu     30  1.25 0  10:00     -         -         09:59     10:36
full Chicago      30  1.25 0  10:00     -         -         10:00     shut
full Phoenix      30  1.5  0  10:00     -         -         09:00     09:45
full New_York     30  1.5  0  10:00     -         -         09:30     10:15
full Berlin       30  1.5  0  10:00     -         -         09:45     10:30
full Kolkata      30  1.5  0  10:00     -         -         09:59     10:44
full Auckland     30  1.5  0  10:00     -         -         10:00     shut
full St_Johns     30  1.75 0  10:00     -         -         09:00     09:52
full Kathmandu    30  1.75 0  10:00     -         -         09:30     10:22
full Honolulu     30  1.75 0  10:00     -         -         09:45     10:37
full Chicago      30  1.75 0  10:00     -         -         09:59     10:51
full Phoenix      30  1.75 0  10:00     -         -         10:00     shut
full New_York     30  2    0  10:00     -         -         09:00     10:00
full Berlin       30  2    0  10:00     -         -         09:30     10:30
full Kolkata      30  2    0  10:00     -         -         09:45     10:45
full Auckland     30  2    0  10:00     -         -         09:59     10:59
full St_Johns     30  2    0  10:00     -         -         10:00     shut
full Kathmandu    30  2.5  0  10:00     -         -         09:00     10:15
full Honolulu     30  2.5  0  10:00     -         -         09:30     10:45
full Chicago      30  2.5  0  10:00     -         -         09:45     11:00
full Phoenix      30  2.5  0  10:00     -         -         09:59     11:14
full New_York     30  2.5  0  10:00     -         -         10:00     shut
full Berlin       30  3    0  10:00     -         -         09:00     10:30
full Kolkata      30  3    0  10:00     -         -         09:30     11:00
full Auckland     30  3    0  10:00     -         -         09:45     11:15
full St_Johns     30  3    0  10:00     -         -         09:59     11:29
full Kathmandu    30  3    0  10:00     -         -         10:00     shut
hard Honolulu     30  1    0  10:00     -         -         09:00     09:30
hard Chicago      30  1    0  10:00     -         -         09:30     10:00
hard Phoenix      30  1    0  10:00     -         -         09:45     10:00
hard New_York     30  1    0  10:00     -         -         09:59     10:00
hard Berlin       30  1    0  10:00     -         -         10:00     shut
hard Kolkata      30  1.25 0  10:00     -         -         09:00     09:37
hard Auckland     30  1.25 0  10:00     -         -         09:30     10:07
hard St_Johns     30  1.25 0  10:00     -         -         09:45     10:07
hard Kathmandu    30  1.25 0  10:00     -         -         09:59     10:07
hard Honolulu     30  1.25 0  10:00     -         -         10:00     shut
hard Chicago      30  1.5  0  10:00     -         -         09:00     09:45
hard Phoenix      30  1.5  0  10:00     -         -         09:30     10:15
hard New_York     30  1.5  0  10:00     -         -         09:45     10:15
hard Berlin       30  1.5  0  10:00     -         -         09:59     10:15
hard Kolkata      30  1.5  0  10:00     -         -         10:00     shut
hard Auckland     30  1.75 0  10:00     -         -         09:00     09:52
hard St_Johns     30  1.75 0  10:00     -         -         09:30     10:22
hard Kathmandu    30  1.75 0  10:00     -         -         09:45     10:22
hard Honolulu     30  1.75 0  10:00     -         -         09:59     10:22
hard Chicago      30  1.75 0  10:00     -         -         10:00     shut
hard Phoenix      30  2    0  10:00     -         -         09:00     10:00
hard New_York     30  2    0  10:00     -         -         09:30     10:30
hard Berlin       30  2    0  10:00     -         -         09:45     10:30
hard Kolkata      30  2    0  10:00     -         -         09:59     10:30
hard Auckland     30  2    0  10:00     -         -         10:00     shut
hard St_Johns     30  2.5  0  10:00     -         -         09:00     10:15
hard Kathmandu    30  2.5  0  10:00     -         -         09:30     10:45
hard Honolulu     30  2.5  0  10:00     -         -         09:45     10:45
hard Chicago      30  2.5  0  10:00     -         -         09:59     10:45
hard Phoenix      30  2.5  0  10:00     -         -         10:00     shut
hard New_York     30  3    0  10:00     -         -         09:00     10:30
hard Berlin       30  3    0  10:00     -         -         09:30     11:00
hard Kolkata      30  3    0  10:00     -         -         09:45     11:00
hard Auckland     30  3    0  10:00     -         -         09:59     11:00
hard St_Johns     30  3    0  10:00     -         -         10:00     shut
# other limits
full Kathmandu     1  1    0  10:00     -         -         09:20     09:21
full Honolulu      1  1.5  0  10:00     -         -         09:20     09:21
full Chicago      20  1    0  10:00     -         -         09:20     09:40
full Phoenix      20  1.5  0  10:00     -         -         09:20     09:50
full New_York     50  1    0  10:00     -         -         09:20     10:10
full Berlin       50  1.5  0  10:00     -         -         09:20     10:35
full Kolkata      90  1    0  10:00     -         -         09:20     10:50
full Auckland     90  1.5  0  10:00     -         -         09:20     11:35
full St_Johns    600  1    0  10:00     -         -         09:20     19:20
full Kathmandu   600  1.5  0  10:00     -         -         09:20     16/00:20
hard Honolulu      1  1    0  10:00     -         -         09:20     09:21
hard Chicago       1  1.5  0  10:00     -         -         09:20     09:21
hard Phoenix      20  1    0  10:00     -         -         09:20     09:40
hard New_York     20  1.5  0  10:00     -         -         09:20     09:50
hard Berlin       50  1    0  10:00     -         -         09:20     10:00
hard Kolkata      50  1.5  0  10:00     -         -         09:20     10:25
hard Auckland     90  1    0  10:00     -         -         09:20     10:00
hard St_Johns     90  1.5  0  10:00     -         -         09:20     10:45
hard Kathmandu   600  1    0  10:00     -         -         09:20     10:00
hard Honolulu    600  1.5  0  10:00     -         -         09:20     15:00
# no limit: the closing time is everybody's end
full Chicago       -  1    0  10:00     -         -         09:00     10:00
full Phoenix       -  1    0  10:00     -         -         09:59     10:00
full New_York      -  1    0  10:00     -         -         10:00     shut
full Berlin        -  2    0  10:00     -         -         09:00     10:00
full Kolkata       -  2    0  10:00     -         -         09:59     10:00
full Auckland      -  2    0  10:00     -         -         10:00     shut
hard St_Johns      -  1    0  10:00     -         -         09:00     10:00
hard Kathmandu     -  1    0  10:00     -         -         09:59     10:00
hard Honolulu      -  1    0  10:00     -         -         10:00     shut
hard Chicago       -  2    0  10:00     -         -         09:00     10:00
hard Phoenix       -  2    0  10:00     -         -         09:59     10:00
hard New_York      -  2    0  10:00     -         -         10:00     shut
# nothing closes: only the limit counts, and without one nothing ends
full Berlin       40  1    0  -         -         -         23:40     16/00:20
full Kolkata      40  1.25 0  -         -         -         23:40     16/00:30
full Auckland     40  3    0  -         -         -         23:40     16/01:40
full St_Johns      -  1    0  -         -         -         09:00     -
hard Kathmandu    40  1    0  -         -         -         23:40     16/00:20
hard Honolulu     40  1.25 0  -         -         -         23:40     16/00:30
hard Chicago      40  3    0  -         -         -         23:40     16/01:40
hard Phoenix       -  1    0  -         -         -         09:00     -
# extra days move the closing time, and time and a half comes on top
full New_York     30  1    1  10:00     -         -         16/09:50  16/10:20
full Berlin       30  1    1  10:00     -         -         16/10:00  shut
full Kolkata      30  1    2  10:00     -         -         17/09:50  17/10:20
full Auckland     30  1    2  10:00     -         -         17/10:00  shut
full St_Johns     30  1    7  10:00     -         -         22/09:50  22/10:20
full Kathmandu    30  1    7  10:00     -         -         22/10:00  shut
full Honolulu     30  1.5  1  10:00     -         -         16/09:50  16/10:35
full Chicago      30  1.5  1  10:00     -         -         16/10:00  shut
full Phoenix      30  1.5  2  10:00     -         -         17/09:50  17/10:35
full New_York     30  1.5  2  10:00     -         -         17/10:00  shut
full Berlin       30  1.5  7  10:00     -         -         22/09:50  22/10:35
full Kolkata      30  1.5  7  10:00     -         -         22/10:00  shut
hard Auckland     30  1    1  10:00     -         -         16/09:50  16/10:00
hard St_Johns     30  1    1  10:00     -         -         16/10:00  shut
hard Kathmandu    30  1    2  10:00     -         -         17/09:50  17/10:00
hard Honolulu     30  1    2  10:00     -         -         17/10:00  shut
hard Chicago      30  1    7  10:00     -         -         22/09:50  22/10:00
hard Phoenix      30  1    7  10:00     -         -         22/10:00  shut
hard New_York     30  1.5  1  10:00     -         -         16/09:50  16/10:15
hard Berlin       30  1.5  1  10:00     -         -         16/10:00  shut
hard Kolkata      30  1.5  2  10:00     -         -         17/09:50  17/10:15
hard Auckland     30  1.5  2  10:00     -         -         17/10:00  shut
hard St_Johns     30  1.5  7  10:00     -         -         22/09:50  22/10:15
hard Kathmandu    30  1.5  7  10:00     -         -         22/10:00  shut
# a group's closing time goes before the class's, a student's own before both
full Honolulu     30  1    0  10:00     11:00     -         10:45     11:15
full Chicago      30  1    0  10:00     -         12:00     11:45     12:15
full Phoenix      30  1    0  10:00     11:00     12:00     11:45     12:15
full New_York     30  1    0  10:00     12:00     11:00     11:45     shut
full Berlin       30  1    0  10:00     09:40     -         09:30     10:00
full Kolkata      30  1    0  10:00     09:40     -         09:40     shut
full Auckland     30  1    0  -         -         09:40     09:30     10:00
full St_Johns     30  1    1  10:00     11:00     -         16/10:45  16/11:15
full Kathmandu    30  1.5  0  10:00     11:00     -         10:45     11:30
full Honolulu     30  1.5  0  10:00     -         12:00     11:45     12:30
full Chicago      30  1.5  0  10:00     11:00     12:00     11:45     12:30
full Phoenix      30  1.5  0  10:00     12:00     11:00     11:45     shut
full New_York     30  1.5  0  10:00     09:40     -         09:30     10:15
full Berlin       30  1.5  0  10:00     09:40     -         09:40     shut
full Kolkata      30  1.5  0  -         -         09:40     09:30     10:15
full Auckland     30  1.5  1  10:00     11:00     -         16/10:45  16/11:30
hard St_Johns     30  1    0  10:00     11:00     -         10:45     11:00
hard Kathmandu    30  1    0  10:00     -         12:00     11:45     12:00
hard Honolulu     30  1    0  10:00     11:00     12:00     11:45     12:00
hard Chicago      30  1    0  10:00     12:00     11:00     11:45     shut
hard Phoenix      30  1    0  10:00     09:40     -         09:30     09:40
hard New_York     30  1    0  10:00     09:40     -         09:40     shut
hard Berlin       30  1    0  -         -         09:40     09:30     09:40
hard Kolkata      30  1    1  10:00     11:00     -         16/10:45  16/11:00
hard Auckland     30  1.5  0  10:00     11:00     -         10:45     11:15
hard St_Johns     30  1.5  0  10:00     -         12:00     11:45     12:15
hard Kathmandu    30  1.5  0  10:00     11:00     12:00     11:45     12:15
hard Honolulu     30  1.5  0  10:00     12:00     11:00     11:45     shut
hard Chicago      30  1.5  0  10:00     09:40     -         09:30     09:55
hard Phoenix      30  1.5  0  10:00     09:40     -         09:40     shut
hard New_York     30  1.5  0  -         -         09:40     09:30     09:55
hard Berlin       30  1.5  1  10:00     11:00     -         16/10:45  16/11:15

# the clocks jump from 02:00 to 03:00: a time limit is a length of time, whatever they show
on 2026-03-08
full Chicago     60  1    0  03:30     -         -         01:45     03:45
hard Chicago     60  1    0  03:30     -         -         01:45     03:30
full Chicago     60  1.5  0  03:30     -         -         01:45     04:15
hard Chicago     60  1.5  0  03:30     -         -         01:45     04:00
full New_York    30  1    0  -         -         -         01:45     03:15
full Phoenix     30  1    0  -         -         -         01:45     02:15
full Honolulu    30  1    0  -         -         -         01:45     02:15
full Chicago     30  1    1  07/23:59  -         -         23:40     09/00:10
hard Chicago     30  1    1  07/23:59  -         -         23:40     23:59
# an extra day ends when the clocks show the same time, and later where they jump over it
full Chicago     -   1    1  07/10:00  -         -         07/12:00  10:00
full Chicago     -   1    1  07/02:30  -         -         07/12:00  03:30
full New_York    -   1    1  07/02:30  -         -         07/12:00  03:30
full Phoenix     -   1    1  07/02:30  -         -         07/12:00  02:30
full Chicago     -   1    2  07/02:30  -         -         12:00     09/02:30
full Chicago     30  1    1  07/02:30  -         -         03:29     03:59
hard Chicago     30  1    1  07/02:30  -         -         03:15     03:30
hard Chicago     30  1    1  07/02:30  -         -         03:30     shut
full Chicago     30  1.5  1  07/10:00  -         -         09:50     10:35
hard Chicago     30  1.5  1  07/10:00  -         -         09:50     10:15
full Chicago     30  1    1  05/10:00  07/02:30  -         03:29     03:59
full Chicago     30  1    1  05/10:00  06/02:30  07/02:30  03:29     03:59

# the clocks show the hour after 01:00 twice
on 2026-11-01
full Chicago     60  1    0  -         -         -         00:30     01:30
full Chicago     60  1    0  -         -         -         01:30     01:30*
full Chicago     90  1    0  -         -         -         00:45     01:15*
full Chicago     60  1.5  0  -         -         -         00:45     01:15*
full Chicago    120  1    0  -         -         -         01:30     02:30
full Chicago     30  1    0  -         -         -         01:45*    02:15
full New_York    60  1    0  -         -         -         01:30     01:30*
full Phoenix     60  1    0  -         -         -         01:30     02:30
hard Chicago     60  1    0  01:30     -         -         01:00     01:30
hard Chicago     60  1.5  0  01:30     -         -         01:00     01:00*
full Chicago     60  1    0  01:30     -         -         01:29     01:29*
full Chicago     60  1    0  01:30     -         -         01:30     shut
full Chicago     60  1    0  01:30     -         -         01:30*    shut
hard Chicago     -   1    0  02:00     -         -         01:59*    02:00
full Chicago     -   1    1  10-31/10:00 -       -         10-31/12:00 10:00
full Chicago     -   1    1  10-31/01:30 -       -         10-31/12:00 01:30
full Chicago     -   1    1  10-31/01:30 -       -         01:30*    shut
full Chicago     30  1    1  10-31/02:30 -       -         01:59*    02:29
hard Chicago     30  2    1  10-31/02:30 -       -         01:59*    02:59
hard New_York    30  1.5  1  10-31/10:00 -       -         09:50     10:15

on 2026-03-29
full Berlin      30  1    0  -         -         -         01:45     03:15
hard Berlin      30  1    0  03:10     -         -         01:50     03:10
hard Berlin      30  1.5  0  03:10     -         -         01:50     03:25
full Berlin      -   1    1  28/02:30  -         -         28/12:00  03:30
full Kolkata     30  1    0  -         -         -         01:45     02:15

on 2026-10-25
full Berlin      30  1    0  -         -         -         01:45     02:15
full Berlin      60  1    0  -         -         -         02:30     02:30*
full Berlin      60  1.5  0  -         -         -         02:00     02:30*
hard Berlin      60  1    0  03:00     -         -         02:30     02:30*
hard Berlin      60  1    0  03:00     -         -         02:30*    03:00
hard Berlin      60  1.25 0  03:00     -         -         02:30*    03:15
full Kolkata     60  1    0  -         -         -         02:30     03:30

# half an hour forward and back, and a jump at midnight
on 2026-10-04
full Lord_Howe   30  1    0  -         -         -         01:45     02:45
full Lord_Howe   -   1    1  03/02:15  -         -         03/12:00  02:45
on 2026-04-05
full Lord_Howe   30  1    0  -         -         -         01:45     01:45*
full Lord_Howe   60  1    0  -         -         -         01:15     01:45*
full Auckland    60  1    0  -         -         -         02:30     02:30*
on 2026-09-27
full Auckland    30  1    0  -         -         -         01:45     03:15
on 2026-09-06
full Santiago    30  1    0  -         -         -         05/23:45  01:15
full Santiago    -   1    1  05/00:30  -         -         05/12:00  01:30
"""

LATE = """
#    zone     limit times days due       begins    hands in  days late
on 2026-09-15
full Chicago     -   1    0  10:00     09:00     10:00     0
full Chicago     -   1    0  10:00     09:00     10:01     1
full Berlin      -   1    0  10:00     09:00     16/10:00  1
full Kolkata     -   1    0  10:00     09:00     16/10:01  2
full Auckland    -   1    0  10:00     09:00     18/09:59  3
full Chicago     -   1    0  -         09:00     18/09:59  0
# who begins by the due time gets the full time
full Chicago     30  1    0  10:00     09:50     10:20     0
full Phoenix     30  1    0  10:00     10:00     10:30     0
full Berlin      30  1    0  10:00     10:01     10:20     1
full Chicago     30  1.5  0  10:00     09:50     10:35     0
full Chicago     30  1.5  0  10:00     10:01     10:35     1
full Chicago     30  1    0  10:00     09:00     09:30     0
# or everybody is late from then on, but for their longer time
hard Chicago     30  1    0  10:00     09:50     10:00     0
hard Chicago     30  1    0  10:00     09:50     10:01     1
hard Berlin      30  1.5  0  10:00     09:50     10:15     0
hard Berlin      30  1.5  0  10:00     09:50     10:16     1
hard Kolkata     30  3    0  10:00     09:50     11:00     0
# extra days move the due time
full Chicago     -   1    1  10:00     09:00     16/10:00  0
full Chicago     -   1    1  10:00     09:00     16/10:01  1
hard Phoenix     30  2    2  10:00     17/10:00  17/10:30  0
hard Phoenix     30  2    2  10:00     17/10:00  17/10:31  1
# a day is a day of the clock: of 25 hours, and of 23
on 2026-11-01
full Chicago     -   1    0  10-31/10:00 10-31/09:00 10:00   1
full Chicago     -   1    0  10-31/10:00 10-31/09:00 10:01   2
full Chicago     -   1    0  01:30     01:00     01:20*    1
full Phoenix     -   1    0  10-31/10:00 10-31/09:00 10:00   1
full Chicago     -   1    1  10-31/10:00 10-31/09:00 10:00   0
on 2026-03-08
full Chicago     -   1    0  07/10:00  07/09:00  10:00     1
full Chicago     -   1    0  07/10:00  07/09:00  10:01     2
full Chicago     -   1    1  07/02:30  07/01:00  03:30     0
full Chicago     -   1    1  07/02:30  07/01:00  03:31     1
"""

ZONES = {
    "Auckland": "Pacific/Auckland",
    "Berlin": "Europe/Berlin",
    "Chicago": "America/Chicago",
    "Honolulu": "Pacific/Honolulu",
    "Kathmandu": "Asia/Kathmandu",
    "Kolkata": "Asia/Kolkata",
    "Lord_Howe": "Australia/Lord_Howe",
    "New_York": "America/New_York",
    "Phoenix": "America/Phoenix",
    "Santiago": "America/Santiago",
    "St_Johns": "America/St_Johns",
}
