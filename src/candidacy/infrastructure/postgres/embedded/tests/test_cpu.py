import pytest

from candidacy.infrastructure.postgres.embedded.cpu import (
    check_processor,
    features_in,
    needed_features,
    require_features,
)
from candidacy.infrastructure.postgres.errors import EmbeddedServerFailed

INTEL = "processor\t: 0\nflags\t\t: fpu sse4_2 avx2 fma\n\nprocessor\t: 1\nflags\t\t: fpu sse4_2 avx2 fma\n"
ARM = "processor\t: 0\nFeatures\t: fp asimd sve sve2\nCPU implementer : 0x41\n"
MAC = "machdep.cpu.features: FPU FMA SSE4.2\nmachdep.cpu.leaf7_features: BMI1 AVX2\n"


@pytest.mark.parametrize(
    ("system", "machine", "needed"),
    [
        ("Linux", "x86_64", {"avx2", "fma"}),
        ("Darwin", "x86_64", {"avx2", "fma"}),
        ("Linux", "aarch64", {"sve"}),
        ("Darwin", "arm64", set()),
    ],
)
def test_each_kind_of_processor_needs_its_own_features(system: str, machine: str, needed: set[str]) -> None:
    assert needed_features(system, machine) == needed


@pytest.mark.parametrize(
    ("description", "features"), [(INTEL, {"avx2", "fma"}), (ARM, {"sve"}), (MAC, {"avx2", "fma"})]
)
def test_features_are_read_from_what_the_system_says(description: str, features: set[str]) -> None:
    assert features <= features_in(description)


def test_a_processor_without_the_features_is_refused_by_name() -> None:
    with pytest.raises(EmbeddedServerFailed, match=r"AVX2 and FMA.*DATABASE_URL"):
        require_features({"sse4_2"}, {"avx2", "fma"})


def test_this_processor_is_fit() -> None:
    check_processor()
