"""A province shaped like Hà Tĩnh: who is there, and what people come for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

ROOT = "42"
SINCE = date(2025, 7, 1)
"""The day from which a province has communes and no districts."""

LAND, BUILDING, INVESTMENT = "dat-dai", "xay-dung", "dau-tu"
"""The fields of the group that has a target of its own."""
ANY = "chung"
"""No particular field."""

DEPARTMENTS = (
    ("noi-vu", "Sở Nội vụ", ("lao-dong-nguoi-co-cong-xa-hoi",)),
    ("xay-dung", "Sở Xây dựng", (BUILDING, "giao-thong-van-tai")),
    ("tai-chinh", "Sở Tài chính", (INVESTMENT, "dang-ky-kinh-doanh")),
    ("nong-nghiep-moi-truong", "Sở Nông nghiệp và Môi trường", (LAND, "nong-nghiep")),
    ("cong-thuong", "Sở Công Thương", ("cong-thuong",)),
    ("y-te", "Sở Y tế", ("y-te",)),
    ("giao-duc-dao-tao", "Sở Giáo dục và Đào tạo", ("giao-duc",)),
    ("tu-phap", "Sở Tư pháp", ("tu-phap",)),
    ("van-hoa-the-thao-du-lich", "Sở Văn hóa, Thể thao và Du lịch", ("van-hoa",)),
    ("khoa-hoc-cong-nghe", "Sở Khoa học và Công nghệ", (ANY,)),
)

COMMUNE_COUNTERS = (
    ("Quầy 1: Đất đai, xây dựng", (LAND, BUILDING)),
    (
        "Quầy 2: Hộ tịch, chứng thực, lao động và xã hội",
        ("ho-tich", "chung-thuc", "lao-dong-nguoi-co-cong-xa-hoi"),
    ),
)


def communes() -> Iterator[tuple[str, str]]:
    """The code and the name of each commune of the province."""
    from vietnam_provinces import Ward

    for ward in sorted(Ward.iter_all(), key=lambda ward: ward.code):
        if f"{ward.province_code:02d}" == ROOT:
            yield f"{ward.code:05d}", unicodedata.normalize("NFC", " ".join(ward.name.split()))
