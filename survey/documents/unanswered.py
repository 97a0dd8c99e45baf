"""What stands in the place of the answer where there is none, or none that may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.disclosure import HIDDEN
from analysis.report import Report
from analysis.report.report import Part
from analysis.report.sentences import NOBODY, said
from analysis.statuses import NAMES
from analysis.words import Words
from survey.documents.blocks import Block, Items, Paragraph, Verdict
from survey.documents.demands import demand_sentences
from survey.documents.names import ABOUT
from survey.documents.spans import span_days
from survey.documents.voice import Voice, joined, sentence

WHY_NOBODY = Words(
    "Trong {span} không có lượt trả lời nào về {about}. Vì vậy không tính được tỷ lệ và không kết "
    "luận được đạt hay chưa đạt: điều đó không có nghĩa là tốt, cũng không có nghĩa là xấu.",
    "Nobody answered about {about} in {span}. So there is no rate, and nothing can be said of a "
    "target: that means neither good nor bad.",
)
WHY_HIDDEN = Words(
    "Trong {span} có lượt trả lời về {about}, nhưng quá ít: ẩn vì ít hơn {fewest} lượt, hoặc vì từ "
    "các số khác sẽ tính ra được ý kiến của vài người. Phần này không công bố số liệu nào.",
    "There are answers about {about} in {span}, but too few: fewer than {fewest}, or so few "
    "somewhere that other numbers would tell what they said. No number of them is shown.",
)
TO_DO = Words("Việc nên làm ngay:", "What to do now:")
IS_OVER = Words(
    "Kỳ này đã kết thúc, không bổ sung lượt trả lời được nữa. Để kỳ sau có số liệu:",
    "This span is over, and no answers can be added to it. For there to be figures of the next:",
)
DEEDS = (
    Words(
        "Kiểm tra mã QR và máy tại quầy: đặt ở chỗ dễ thấy và còn dùng được.",
        "See whether the QR codes and the kiosks are in sight and work.",
    ),
    Words(
        "Mời mọi người trả lời sau khi xong việc. Xin đừng chọn người để mời: con số sẽ mất giá "
        "trị.",
        "Invite everybody whose business is done. Choosing whom to invite makes the number "
        "worthless.",
    ),
    Words(
        "Hướng dẫn người không quen dùng điện thoại trả lời trên máy tại quầy.",
        "Show those who are not used to a telephone how to answer at a kiosk.",
    ),
)


def unanswered(part: Part, report: Report, voice: Voice) -> Iterator[Block]:
    """That there is no answer, why, and what to do."""
    judged = part.answer.judged
    is_nobody = judged.rate is None
    word = NOBODY if is_nobody else NAMES.get(judged.status or "", HIDDEN)
    yield Verdict(judged.status, voice.say(word), sentence(said(judged, voice.language)))
    values = {"span": span_days(report.span, voice), "about": voice.say(ABOUT[part.measure])}
    why = voice.say(WHY_NOBODY if is_nobody else WHY_HIDDEN, **values)
    yield Paragraph(joined(why, demand_sentences(judged, voice)))
    is_over = report.appendix.as_at > report.span.last
    yield Paragraph(voice.say(IS_OVER if is_over else TO_DO))
    yield Items(tuple(voice.say(each) for each in DEEDS))
