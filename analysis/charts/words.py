"""What charts say, in Vietnamese and English."""

from __future__ import annotations

from analysis.words import Words

TARGET = Words("Chỉ tiêu {target}", "Target {target}")
SHARE = Words("Tỷ lệ hài lòng", "Satisfied")
INTERVAL = Words("Khoảng tin\u00a0cậy 95\u00a0%", "95% interval")
ANSWERED = Words("Số lượt trả lời", "Answers")
POINT = Words(
    "Tỷ lệ trong số người đã trả lời, với khoảng tin cậy\u00a095\u00a0%",
    "Share of those who answered, with its 95% interval",
)
FEW_INTERVAL = Words(
    "Khoảng tin cậy khi chưa đủ số lượt trả lời", "The interval where there are too few answers"
)
BEYOND = Words("Khoảng còn kéo dài ra ngoài trục", "The interval goes on beyond the axis")
STARTS = Words("Trục bắt đầu từ {start}, không phải từ 0.", "The axis starts at {start}, not at 0.")
SAMPLING = Words(
    "Khoảng tin cậy chỉ nói về sai số ngẫu nhiên giữa những người đã trả lời, không nói về người "
    "không trả lời.",
    "The interval tells of chance among those who answered, and nothing of those who did not.",
)
NOBODY = Words("Chưa có lượt trả lời", "No answers yet")
NOTHING = Words("Chưa có số liệu trong kỳ này", "There is nothing to show for this period yet")
IN_ALL = Words("Số dòng: {count}. {statuses}.", "Rows: {count}. {statuses}.")
ONE_SHARE = Words(
    "{name}: {share} (từ {low} đến {high}; {answered} lượt)",
    "{name}: {share} ({low} to {high}; {answered} answers)",
)
HIDDEN = Words("Không công bố", "Not shown")
QUARTER = Words("Quý {quarter}/{year}", "Q{quarter} {year}")
BREAK = Words("Đổi phương pháp", "New method")
NOT_JOINED = Words(
    "Số liệu trước và sau khi đổi phương pháp không so sánh được với nhau.",
    "Figures before and after the change of method cannot be compared.",
)
AS_PUBLISHED = Words("Số đã công bố, không kèm khoảng tin cậy", "As published, without an interval")
PUBLISHED_SHARE = Words("{name}: {share} (số đã công bố)", "{name}: {share} (as published)")
ANSWERS_AXIS = Words("Số lượt trả lời (thang logarit)", "Number of answers (logarithmic scale)")
LIMITS = Words("Giới hạn {level}", "{level} limits")
FUNNEL_NOTE = Words(
    "Một cơ quan có tỷ lệ thật đúng bằng chỉ tiêu sẽ nằm ngoài giới hạn 95\u00a0% nhiều nhất 5 lần "
    "trong 100, ngoài giới hạn 99,8\u00a0% nhiều nhất 2 lần trong 1.000, chỉ do ngẫu nhiên.",
    "By chance alone, an office whose true share is the target lies outside the 95% limits at most "
    "5 times in 100, and outside the 99.8% limits at most 2 times in 1,000.",
)
UNNAMED = Words(
    "Ngoài giới hạn 99,8\u00a0% mà không có chỗ ghi tên trong hình: {names}.",
    "Outside the 99.8% limits, without room for the name in the picture: {names}.",
)
MANY_UNNAMED = Words(
    "Còn {count} cơ quan khác ngoài giới hạn 99,8\u00a0% mà không có chỗ ghi tên trong hình.",
    "{count} more offices are outside the 99.8% limits, without room for their names.",
)
OUTSIDE = Words("Ngoài giới hạn 99,8\u00a0%: {names}.", "Outside the 99.8% limits: {names}.")
NONE_OUTSIDE = Words(
    "Không cơ quan nào nằm ngoài giới hạn 99,8\u00a0%.", "No office lies outside the 99.8% limits."
)
NOT_DRAWN = (
    Words(
        "Số cơ quan không có trong hình vì không công bố: {count}.",
        "Offices left out of the picture because their numbers are not shown: {count}.",
    ),
    Words(
        "Số cơ quan không có trong hình vì chưa có lượt trả lời: {count}.",
        "Offices left out of the picture because nobody has answered yet: {count}.",
    ),
)
OFFICES = Words("Số cơ quan: {count}.", "Offices: {count}.")
LEVELS = (
    Words("Rất không hài lòng", "Very dissatisfied"),
    Words("Không hài lòng", "Dissatisfied"),
    Words("Bình thường", "Neutral"),
    Words("Hài lòng", "Satisfied"),
    Words("Rất hài lòng", "Very satisfied"),
)
EDGE = Words("Ranh giới của mức hài lòng", "Where satisfied begins")
DISSATISFIED = Words("Tỷ lệ không hài lòng", "Dissatisfied")
TIMES = Words("Gấp mấy lần", "How many times as often")
EXPLAINED = Words("Phần giải thích được", "Share explained")
DRIVERS_NOTE = Words(
    "Phần giải thích được: sự không hài lòng chung bớt đi bấy nhiêu, nếu ở những người không hài "
    "lòng về yếu tố này nó cũng hiếm như ở những người khác. Đi cùng chưa phải là nguyên nhân, và "
    "các phần không cộng lại thành 100\u00a0%.",
    "Share explained: by how much overall dissatisfaction would fall if it were as rare among "
    "those displeased by the factor as it is among others. What goes together need not be the "
    "cause, and the shares do not add up to 100%.",
)
TIMES_NOTE = Words(
    "Gấp mấy lần: người không hài lòng về yếu tố này không hài lòng chung nhiều gấp bấy nhiêu lần "
    "người khác.",
    "How many times as often: those displeased by the factor are dissatisfied overall so many "
    "times as often as others.",
)
SMALL_NUMBERS = Words(
    "Số nhỏ ở dưới: khoảng tin cậy 95\u00a0%, hoặc số lượt trả lời.",
    "The small numbers below: the 95% interval, or the number of answers.",
)
OUT_OF = Words("{count} lượt", "of {count}")
EXPLAINED_POINT = Words(
    "Phần giải thích được, với khoảng tin cậy\u00a095\u00a0%",
    "Share explained, with its 95% interval",
)
HOLDS_NOTHING = Words(
    "Khoảng chứa số 0: chưa đủ bằng chứng", "The interval holds 0: not yet proven"
)
ONE_DRIVER = Words(
    "{name}: giải thích {explained} (từ {low} đến {high}); không hài lòng {bad}",
    "{name}: explains {explained} ({low} to {high}); dissatisfied {bad}",
)
SO_MANY_TIMES = Words(
    "; gấp {times} lần (từ {low} đến {high})", "; {times} times as often ({low} to {high})"
)
AT_LEAST_TIMES = Words("; gấp ít nhất {low} lần", "; at least {low} times as often")
SHARE_POINTS = Words("Tỷ lệ hài lòng, %", "Satisfied, %")
LOW = Words("Khoảng 95\u00a0%: từ", "95% interval: from")
HIGH = Words("đến", "to")
NOT_ENOUGH = Words("Chưa đủ số liệu", "Not enough to tell")
