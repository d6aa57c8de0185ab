"""UUID version 7, in the layout of RFC 9562 and in order."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122

from candidacy.kernel.ids import uuid7


def test_an_id_is_a_version_7_uuid_of_the_rfc() -> None:
    made = uuid7()

    assert (made.version, made.variant) == (7, RFC_4122)


def test_the_first_48_bits_are_the_milliseconds_of_its_making() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid7()
    after = time.time_ns() // 1_000_000

    # Many ids at once may run a little ahead of the clock: 4096 of them fill a millisecond.
    assert before <= made.int >> 80 <= after + 1_000


def test_ids_of_one_thread_rise() -> None:
    made = [uuid7() for _ in range(10_000)]

    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_ids_rise_in_every_thread_and_none_is_made_twice() -> None:
    with ThreadPoolExecutor(8) as threads:
        runs = list(threads.map(lambda _: [uuid7() for _ in range(2_000)], range(8)))

    assert all(run == sorted(run) for run in runs)
    assert len({i for run in runs for i in run}) == 16_000


def test_the_stamps_are_never_the_same_even_when_the_random_parts_would_be() -> None:
    stamps = [(i.int >> 80, i.int >> 64 & 0xFFF) for i in (uuid7() for _ in range(5_000))]

    assert len(set(stamps)) == len(stamps)


def test_the_last_62_bits_are_random() -> None:
    tails = {uuid7().int & ((1 << 62) - 1) for _ in range(1_000)}

    assert len(tails) == 1_000
    assert len({tail >> 61 for tail in tails}) == 2
