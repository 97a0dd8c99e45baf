"""Words of their own that people might write. Invented, and about nobody."""

SATISFIED = (
    "Cán bộ hướng dẫn tận tình, dễ hiểu.",
    "Tôi được trả kết quả sớm hơn ngày hẹn, xin cảm ơn.",
    "Thủ tục nhanh gọn hơn trước nhiều.",
    "Nơi ngồi chờ sạch sẽ, có nước uống.",
    "Lần này tôi chỉ phải đến một lần.",
    "Mọi giấy tờ cần nộp đều được dặn rõ từ đầu.",
    "Thái độ phục vụ rất lịch sự.",
    "Gọi số thứ tự rõ ràng, không phải chen lấn.",
    "Tôi lớn tuổi, được giúp điền tờ khai, rất cảm ơn.",
    "Có tin nhắn báo khi xong hồ sơ, rất tiện.",
    "Mong giữ được cách làm việc như thế này.",
    "Hài lòng, không có ý kiến gì thêm.",
    "Nên có thêm mẫu tờ khai điền sẵn để xem theo.",
    "Nếu có thêm chỗ để xe thì tốt hơn.",
    "Làm qua mạng được thì đỡ phải đi lại, nhưng ở quầy cũng nhanh.",
)

DISSATISFIED = (
    "Tôi phải đi lại ba lần mới đủ giấy tờ.",
    "Chờ gần hết buổi sáng mới đến lượt.",
    "Đến ngày hẹn mà chưa có kết quả, cũng không ai báo trước.",
    "Mỗi lần đến lại được dặn thêm một loại giấy tờ.",
    "Hướng dẫn khó hiểu, nên viết ra giấy cho dân dễ làm theo.",
    "Mong cán bộ nhẹ nhàng hơn với người lớn tuổi.",
    "Kết quả bị sai chính tả, tôi phải làm lại.",
    "Phòng chờ nóng và thiếu ghế.",
    "Chỉ có một quầy làm việc nên rất đông.",
    "Trang mạng hay bị lỗi, nộp mãi không được.",
    "Tôi hỏi qua điện thoại nhưng không có người nghe máy.",
    "Nên báo cho dân biết khi hồ sơ bị trễ hẹn.",
    "Bảng niêm yết thủ tục để ở chỗ khó nhìn.",
    "Quá nhiều mẫu tờ khai phải ghi đi ghi lại cùng một việc.",
    "Mong rút ngắn thời gian giải quyết.",
)
