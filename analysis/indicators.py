"""The nine indicators of how dossiers are handled, by name."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.words import Words


@dataclass(frozen=True)
class Indicator:
    """An indicator of the circular; the words are plain ones, not the title it has there.

    Most are counted per dossier. What is counted `per_office` is seen once in a period.
    """

    number: int
    name: Words
    per_office: bool = False


INDICATORS = {
    one.number: one
    for one in (
        Indicator(
            1,
            Words("Tổng thời gian giải quyết so với quy định", "Total time against the rule"),
        ),
        Indicator(
            2,
            Words(
                "Thời gian của từng cơ quan tham gia so với quy định",
                "Time of each agency taking part against the rule",
            ),
        ),
        Indicator(
            3,
            Words(
                "Số lần phải liên hệ nơi tiếp nhận để hoàn thiện hồ sơ",
                "Contacts with the reception needed to complete the dossier",
            ),
        ),
        Indicator(
            4,
            Words("Số cơ quan phải liên hệ", "Agencies that had to be contacted"),
        ),
        Indicator(
            5,
            Words(
                "Tiếp nhận, giải quyết và trả kết quả tại bộ phận một cửa",
                "Reception, settlement and return at the one-stop unit",
            ),
            per_office=True,
        ),
        Indicator(
            6,
            Words("Công khai thủ tục", "Procedures made public"),
            per_office=True,
        ),
        Indicator(
            7,
            Words("Thái độ của cán bộ, công chức", "Attitude of officials"),
        ),
        Indicator(
            8,
            Words("Giải quyết phản ánh, kiến nghị", "Complaints handled"),
            per_office=True,
        ),
        Indicator(
            9,
            Words("Dịch vụ công trực tuyến", "Online services"),
            per_office=True,
        ),
    )
}
