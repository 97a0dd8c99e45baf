"""What the five statuses are called, the best first."""

from analysis.words import Words

TOO_FEW = "too few"

NAMES = {
    "met": Words("Đạt", "Met"),
    "above, not proven": Words("Đạt, chưa đủ bằng chứng", "Met, not yet proven"),
    "below, not proven": Words("Chưa đạt, chưa đủ bằng chứng", "Not met, not yet proven"),
    "missed": Words("Chưa đạt", "Not met"),
    TOO_FEW: Words("Chưa đủ số lượt trả lời", "Too few answers"),
}
