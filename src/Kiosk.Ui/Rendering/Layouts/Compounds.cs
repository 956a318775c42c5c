namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Vietnamese writes one word as several syllables; a line does not end within those that stand on every screen.</summary>
internal static class Compounds
{
    private static readonly string[][] Kept =
        [.. new[]
        {
            "bàn hỗ trợ", "cập nhật", "chính thức", "có mặt", "cửa số", "dữ liệu", "đại biểu", "đảng viên", "đầu đọc", "điểm danh", "đồng chí", "hội nghị", "hồ sơ", "hướng dẫn", "kiểm tra",
            "kỹ thuật", "liên hệ", "cán bộ trực", "phục vụ", "tạm ngừng", "thành công", "thông tin", "thủ tục", "tiếp nhận", "túc số", "xác nhận", "xác thực",
        }.Select(words => words.Split(' '))];

    /// <returns>Words between which a line may end; one may hold spaces.</returns>
    public static string[] Split(string text)
    {
        var syllables = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = new List<string>(syllables.Length);
        for (var at = 0; at < syllables.Length;)
        {
            var length = LengthAt(syllables, at);
            words.Add(length == 1 ? syllables[at] : string.Join(' ', syllables[at..(at + length)]));
            at += length;
        }

        return words.Count == 0 ? [""] : [.. words];
    }

    private static int LengthAt(string[] syllables, int at)
    {
        foreach (var compound in Kept)
        {
            if (Begins(compound, syllables.AsSpan(at)))
            {
                return compound.Length;
            }
        }

        return 1;
    }

    private static bool Begins(string[] compound, ReadOnlySpan<string> syllables)
    {
        for (var at = 0; at < compound.Length; at++)
        {
            if (at >= syllables.Length || !syllables[at].AsSpan().TrimEnd(".,?:;").Equals(compound[at], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
