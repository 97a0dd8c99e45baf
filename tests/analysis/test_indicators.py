"""The nine indicators of the circular have names."""

from analysis.indicators import INDICATORS


def test_nine_are_named_in_both_languages_and_no_two_alike():
    assert list(INDICATORS) == list(range(1, 10))
    names = [one.name for one in INDICATORS.values()]
    assert len({name.vi for name in names} | {name.en for name in names}) == 18


# Thông tư 01/2018/TT-VPCP: what is seen by inspection, in the feedback system or in the software
def test_four_are_counted_per_office_and_the_others_per_dossier():
    assert [number for number, one in INDICATORS.items() if one.per_office] == [5, 6, 8, 9]
