"""What a report calls the things that it knows by a key."""

from __future__ import annotations

from collections.abc import Collection

from analysis.report.names import WHOM
from analysis.words import Words
from survey.documents.voice import Voice

MEASURES = {
    "transaction": Words("Giải quyết hồ sơ", "How dossiers are handled"),
    "service": Words("Dịch vụ y tế, giáo dục công lập", "Public health and education"),
    "sipas": Words("SIPAS, mức độ hài lòng của người dân", "SIPAS, the satisfaction of residents"),
}
ABOUT = {
    "transaction": Words("việc giải quyết hồ sơ", "how dossiers are handled"),
    "service": Words("dịch vụ y tế, giáo dục công lập", "public health and education"),
    "sipas": Words(
        "sự phục vụ của cơ quan hành chính (SIPAS)", "the service of the administration (SIPAS)"
    ),
}
"""What people answered about, within a sentence."""
CHANNELS = {
    "qr": Words("Mã QR", "QR code"),
    "kiosk": Words("Máy tại quầy", "Kiosk"),
    "invite": Words("Liên kết gửi cho một hồ sơ", "Link for one dossier"),
    "paper": Words("Phiếu giấy", "Paper"),
    "phone": Words("Điện thoại", "Telephone"),
    "online": Words("Trực tuyến", "Online"),
}
FACTORS = {
    "access": Words("Tiếp cận dịch vụ", "Access"),
    "procedures": Words("Thủ tục hành chính", "Procedures"),
    "officials": Words("Cán bộ, công chức", "Officials"),
    "results": Words("Kết quả", "Results"),
    "feedback": Words("Tiếp nhận, xử lý phản ánh", "Handling of feedback"),
}
WHOSE = {
    "people": Words("người dân", "residents"),
    "organisations": Words("tổ chức, doanh nghiệp", "organisations"),
}
REMEDY_STATES = {
    "done": Words("Đã làm xong", "Done"),
    "open": Words("Đang thực hiện", "Under way"),
    "late": Words("Quá hạn", "Late"),
}
POSITIONS = {
    "far_above": Words("Cao hơn cả giới hạn 99,8\u00a0%", "Above the 99.8% limits"),
    "above": Words("Cao hơn giới hạn 95\u00a0%", "Above the 95% limits"),
    "inside": Words("Trong giới hạn", "Within the limits"),
    "below": Words("Thấp hơn giới hạn 95\u00a0%", "Below the 95% limits"),
    "far_below": Words("Thấp hơn cả giới hạn 99,8\u00a0%", "Below the 99.8% limits"),
}
OFFICIAL = {
    "passes": Words("Đạt", "Met"),
    "fails": Words("Chưa đạt", "Not met"),
    "no estimate": Words("Chưa tính được", "No estimate"),
}
GRADES = {
    "excellent": Words("xuất sắc", "excellent"),
    "good": Words("tốt", "good"),
    "fair": Words("khá", "fair"),
    "average": Words("trung bình", "average"),
    "weak": Words("yếu", "weak"),
}
YES, NO = Words("Có", "Yes"), Words("Không", "No")
NOT_PROVEN = Words("Chưa nói được", "Cannot be said")
"""Of a change: that it is not proven does not say that there is none."""


def whose(whom: Collection[str], voice: Voice) -> str | None:
    """Whose answers count; nothing if everybody's do."""
    if set(whom) >= set(WHOM):
        return None
    return ", ".join(voice.say(words) for key, words in WHOSE.items() if key in whom)
