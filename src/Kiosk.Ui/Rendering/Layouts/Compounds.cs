using System.Collections.Frozen;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Keeps multi-syllable Vietnamese words on one line. Lists those in screen texts, titles and the names of bodies and procedures.</summary>
internal static class Compounds
{
    private const string Kept = """
        bàn hỗ trợ, bàn tiếp đón, ban chấp hành, ban hành, ban thường vụ, ban tổ chức, bắt đầu, bất thường, bầu cử, bí thư, biên bản, biên nhận, biểu quyết, bổ sung,
        cán bộ trực, cán bộ, cảnh báo, cập nhật, cấp ủy, cấp xã, chất vấn, chỉ định, chỉ thị, chi bộ, chi ủy, chính phủ, chính quyền, chính thức, chính trị, chứng thư số, chuyên đề,
        chủ tịch, chủ trì, chương trình, có mặt, công an, công đoàn, công nhận, công tác, cộng sản, cơ quan, cơ sở, cuộc họp, cựu chiến binh, cửa số,
        dân tộc, dân vận, doanh nghiệp, du lịch, dung lượng, dữ liệu, dự bị, dự khuyết, đại biểu, đại hội, đánh giá, đảng bộ, đảng đoàn, đảng phí, đảng ủy, đảng viên, đặc khu,
        đăng ký, đầu đọc, đề nghị, điểm danh, đoàn chủ tịch, đoàn thể, đổi mới, đồng bộ, đồng chí, động viên, đương nhiên,
        giải phóng, giám sát, giáo dục, giấy mời, giấy xác nhận, giới thiệu, ghi nhận, hành chính, hiệu lực, hồ sơ, hỗ trợ, hội đồng, hội nghị, hội trường, hợp lệ, hợp tác xã, huy hiệu, hướng dẫn,
        kết luận, kết nạp, kết nối, kết quả, kế hoạch, khai mạc, khai trừ, khen thưởng, khiếu nại, khu vực, kinh tế, kiểm tra, kỷ luật, kỷ niệm, kỹ thuật,
        lãnh đạo, liên hệ, lực lượng, màn hình, mặt trận, minh họa, năng lực, nghị quyết, nghiên cứu, nghiệp vụ, nhân dân, nhân sự, nhân thân, nhật ký, nhiệm kỳ, nhiệm vụ, nông dân, nông thôn, nội bộ,
        phát triển, phiên bản, phiên họp, phong trào, phòng chống, phổ biến, phục hồi, phục vụ, phụ nữ, phương hướng, quán triệt, quân đội, quân sự, quy chế, quy định, quy hoạch, quyết định,
        sáp nhập, sáng tạo, sẵn sàng, sinh hoạt, sơ kết, số lượng, tạm ngừng, tạm thời, tài chính, tập huấn, tập thể, tham dự, thanh niên, thanh tra, thành công, thành lập, thành phố, thành ủy, thảo luận,
        thi đua, thiết bị, thiểu số, thông báo, thông tin, thủ tục, thường trực, thường vụ, thực hiện, tiếp nhận, tiếp tục, tỉnh ủy, tín hiệu, tín nhiệm, toàn diện, toàn quốc, tổ chức, tổ quốc, tổng kết, trạm y tế, trân trọng,
        triển khai, triệu tập, trung ương, trung tâm, trù bị, trực tuyến, trường học, túc số, tuổi đảng, tuyên giáo, tuyên truyền, tư tưởng, tự kiểm tra, tư cách, ủy ban, ủy viên,
        văn hóa, văn kiện, văn phòng, viên chức, việt nam, vững mạnh, xác minh, xác nhận, xác thực, xã hội, xây dựng, xin mời, xóa tên, y tế, ý kiến
        """;

    /// <summary>By first syllable, longest first.</summary>
    private static readonly FrozenDictionary<string, string[][]> ByFirst = Kept
        .Split([',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(words => words.Split(' '))
        .GroupBy(syllables => syllables[0], StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(syllables => syllables.Length).ToArray(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string[][]>.AlternateLookup<ReadOnlySpan<char>> Lookup = ByFirst.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>Units between which a line may break; a unit may contain spaces.</returns>
    public static string[] Split(string text)
    {
        var syllables = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = new List<string>(syllables.Length);
        for (var at = 0; at < syllables.Length;)
        {
            var length = LengthAt(syllables.AsSpan(at));
            words.Add(length == 1 ? syllables[at] : string.Join(' ', syllables[at..(at + length)]));
            at += length;
        }

        return words.Count == 0 ? [""] : [.. words];
    }

    private static int LengthAt(ReadOnlySpan<string> syllables)
    {
        // Opening quotes and brackets are attached to the front, punctuation to the end.
        if (Lookup.TryGetValue(syllables[0].AsSpan().TrimStart("(“\"‘["), out var compounds))
        {
            foreach (var compound in compounds)
            {
                if (Continues(compound, syllables))
                {
                    return compound.Length;
                }
            }
        }

        return 1;
    }

    private static bool Continues(string[] compound, ReadOnlySpan<string> syllables)
    {
        if (compound.Length > syllables.Length)
        {
            return false;
        }

        for (var at = 1; at < compound.Length; at++)
        {
            var syllable = syllables[at].AsSpan();
            if (!(at == compound.Length - 1 ? syllable.TrimEnd(".,?!:;…)”\"’]") : syllable).Equals(compound[at], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
