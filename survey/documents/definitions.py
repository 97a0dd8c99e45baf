"""What the words of a report mean: half a page in either language."""

from __future__ import annotations

from analysis.words import Words

DEFINED = {
    "rate": (
        Words("Tỷ lệ hài lòng", "Rate"),
        Words(
            "Số lượt hài lòng (trong năm mức là mức 4 và mức 5) trên số lượt trả lời câu hỏi "
            "chung.",
            "The answers that are satisfied (4 and 5 of five levels) of all to the question about "
            "the whole.",
        ),
    ),
    "weighted": (
        Words("Tính theo số hồ sơ", "Weighted"),
        Words(
            "Khi biết đủ số hồ sơ, mỗi cơ quan và lĩnh vực nặng theo số hồ sơ đã giải quyết, không "
            "theo số lượt trả lời.",
            "Where the dossiers are all known, each office and field counts by those it settled, "
            "not by its answers.",
        ),
    ),
    "interval": (
        Words("Khoảng tin cậy {level}", "{level} confidence interval"),
        Words(
            "Mọi tỷ lệ còn phù hợp với những câu trả lời đã có, nếu người trả lời như được rút "
            "thăm. Càng ít lượt, khoảng càng rộng.",
            "All rates that agree with the answers, if those who gave them were drawn by lot. The "
            "fewer they are, the wider it is.",
        ),
    ),
    "target": (
        Words("Chỉ tiêu", "Target"),
        Words(
            "Ngưỡng do văn bản đặt ra. “Tối thiểu”, “từ … trở lên” là ≥; “trên” là >.",
            "A threshold that a document set: at least (≥), or more than (>).",
        ),
    ),
    "official": (
        Words("Cách đọc chính thức", "Official reading"),
        Words(
            "So tỷ lệ với chỉ tiêu, như kế hoạch viết: đạt hay chưa đạt.",
            "The rate against the target, as the plan has it: met or not met.",
        ),
    ),
    "status": (
        Words("Kết luận", "Verdict"),
        Words(
            "“Đạt” và “Chưa đạt” khi cả khoảng tin cậy ở một phía của chỉ tiêu; còn lại là “chưa "
            "đủ bằng chứng”. Dưới {fewest} lượt thì không kết luận.",
            "“Met” and “Not met” where the whole interval is on one side of the target; else it is "
            "not yet proven. Nothing is judged by fewer than {fewest} answers.",
        ),
    ),
    "needed": (
        Words("Cần thêm khoảng", "More needed"),
        Words(
            "Thêm chừng ấy lượt thì có 80\u00a0% khả năng kết luận được, nếu mọi người vẫn trả lời "
            "như đến nay.",
            "With so many more there is a chance of 80% to settle it, if people go on answering as "
            "they have.",
        ),
    ),
    "change": (
        Words("Thay đổi có thật", "Real change"),
        Words(
            "Khoảng của chênh lệch không chứa số 0, và mỗi bên có ít nhất {enough} lượt. “Chưa nói "
            "được” không phải là “như nhau”.",
            "The interval of the difference does not hold 0, and either side has at least {enough} "
            "answers. What cannot be said to have changed need not be the same.",
        ),
    ),
    "levelled": (
        Words("Cùng cơ cấu hồ sơ", "The same work"),
        Words(
            "Chênh lệch và thứ hạng được tính như thể mọi bên có cùng phần hồ sơ của từng lĩnh "
            "vực, để việc khó và việc dễ không lẫn vào nhau.",
            "Differences and places are what there would be if all had the same part of each "
            "field, so that hard and easy work are not mixed up.",
        ),
    ),
    "response": (
        Words("Tỷ lệ trả lời", "Response rate"),
        Words(
            "Số lượt trả lời trên số hồ sơ đã giải quyết. Tỷ lệ cao chưa đủ làm kết quả đúng.",
            "Answers over dossiers settled. That it is high does not make a result right.",
        ),
    ),
    "silent": (
        Words("Lĩnh vực, ngày im lặng", "Silent fields and days"),
        Words(
            "Nơi có phục vụ, hoặc ngày làm việc đã qua, mà không có lượt trả lời nào.",
            "Where people are served, or a working day that is over, without any answer.",
        ),
    ),
    "worst-case": (
        Words("Thấp nhất, cao nhất", "At worst, at best"),
        Words(
            "Tỷ lệ của tất cả hồ sơ nếu mọi người không trả lời đều không hài lòng, hoặc đều hài "
            "lòng.",
            "The rate of all dossiers if none, or all, of those who did not answer are satisfied.",
        ),
    ),
    "tipping": (
        Words("Điểm lật", "Tipping point"),
        Words(
            "Bao nhiêu người không trả lời phải hài lòng thì tất cả hồ sơ tính chung mới đạt chỉ "
            "tiêu.",
            "How many of those who did not answer must be satisfied for all dossiers to meet the "
            "target.",
        ),
    ),
    "set-aside": (
        Words("Lượt để riêng", "Set aside"),
        Words(
            "Lượt trả lời đáng ngờ: không bị xóa, được đếm riêng, và không tính vào các số khác.",
            "Answers that look suspicious: never deleted, counted apart, and in no other number.",
        ),
    ),
    "factors": (
        Words("Năm yếu tố", "Five factors"),
        Words(
            "Tiếp cận dịch vụ, thủ tục, cán bộ, kết quả, xử lý phản ánh. Yếu tố là xấu nếu một câu "
            "về nó không hài lòng.",
            "Access, procedures, officials, results, feedback. A factor is bad if anything about "
            "it was.",
        ),
    ),
    "points": (
        Words("Điểm theo thông tư", "The circular's points"),
        Words(
            "Mỗi hồ sơ được 0, 1 hoặc 2 điểm ở từng chỉ số; điểm của chỉ số là trung bình, làm "
            "tròn nửa lên rồi mới cộng.",
            "A dossier has 0, 1 or 2 points for each indicator; their mean is rounded half up, and "
            "then added.",
        ),
    ),
    "hidden": (
        Words("Không công bố", "Not shown"),
        Words(
            "Ô có ít hơn {fewest} lượt, và những ô phải ẩn theo để không ai trừ ra được. Báo cáo "
            "không chứa các số ấy ở dạng nào.",
            "Cells of fewer than {fewest} answers, and others without which these could be worked "
            "out. The report does not hold their numbers in any form.",
        ),
    ),
    "rounding": (
        Words("Làm tròn", "Rounding"),
        Words(
            "Một lần, nửa thì lên, đến một chữ số thập phân. Kết luận được xét trước khi làm tròn. "
            "Các tỷ lệ cộng lại có thể lệch 100\u00a0% vì làm tròn.",
            "Once, half up, to one decimal. Verdicts are of the numbers before that. Shares may "
            "add up to a little more or less than 100% because of it.",
        ),
    ),
}
