using System.Text.RegularExpressions;
using Kiosk.Testing.Sources;

namespace Kiosk.Service.Tests;

/// <summary>Expressions that readers found wrong or unclear come back in no program, page or script. What to say instead stands beside each.</summary>
public sealed partial class WordingRules
{
    /// <summary>A pattern over the texts of the programs, and its better expression.</summary>
    private static readonly (string Pattern, string Better)[] Table =
    [
        ("thẻ nhớ(?! dữ liệu)(?<!phân vùng KIOSK của thẻ nhớ)", "USB; an SD card has a partition KIOSK"),
        ("[Đđ]ủ túc số|chưa đủ túc số", "đủ số lượng theo quy định"),
        ("Hội nghị đã bắt đầu", "by the kind of meeting"),
        ("[Ss]ổ ghi", "nhật ký"),
        ("quẹt", "đặt thẻ"),
        ("Đề nghị nhập mã|Mã hồ sơ chưa đúng\\.", "Mời đồng chí nhập mã hồ sơ"),
        ("quý đại biểu \\{", "đại biểu, with a name"),
        ("hoặc không mang thẻ", "hoặc không mang theo thẻ"),
        ("Đây không phải thẻ đảng", "Thẻ vừa đặt không phải thẻ đảng viên"),
        ("vào bằng cửa ghi", "Mời đồng chí sang cửa số {0}"),
        ("Thời gian bắt đầu", "Điểm danh bắt đầu lúc {0}"),
        ("người trực", "cán bộ trực"),
        ("Chưa kết luận", "Chưa xác định"),
        ("thế hệ", "phiên bản"),
        ("đáng tin cậy|Chưa tin được|[Cc]hưa có gì xác nhận", "Giờ của máy chưa được xác nhận"),
        ("(?<![Kk]ết )nối mạng", "kết nối mạng"),
        ("dọn bớt", "giải phóng dung lượng"),
        ("Cần (thấy|nghe)", "Đèn … phải sáng đều; Phải nghe thấy …"),
        ("thiếu, thừa", "thiếu, bị trùng"),
        ("[Cc]hứng thư(?! số)", "chứng thư số"),
        ("đình chỉ sinh hoạt(?! đảng| cấp ủy)", "đình chỉ sinh hoạt đảng"),
        ("Không mở được bộ nhớ đệm", "Chưa có dữ liệu xác thực thẻ"),
        ("Không hỏi được đầu đọc", "Chưa kiểm tra được đầu đọc vì dịch vụ pcscd chưa chạy"),
        ("Hoàn cảnh", "Tình huống giả lập"),
        ("đồng bộ gần nhất (chưa được|đã xong)", "không thành công, thành công"),
        ("Được ghi nhận", "Đã ghi nhận"),
        ("trình diễn", "minh họa"),
        ("cơ quan lạ", "cơ quan không được tin cậy"),
        ("\"Received\\.", "Your file has been received."),
        ("failed its self-test: \\{\\w+\\}\\.", "{n} checks failed"),
        ("\\} to look at\\b|Look at it", "need attention, Check"),
        ("tests itself", "is testing itself"),
        ("on the stick is in use", "Updated from the USB stick."),
        ("whoever looks after", "the technician"),
        ("not on this meeting's list yet", "was not found on this meeting's list"),
        ("[Aa]s regulated", "as the rules require"),
        ("Circumstances|now and then", "Simulate; occasional flash"),
    ];

    private static readonly (Regex Expression, string Better)[] Discarded =
    [
        .. from row in Table select (new Regex(row.Pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), row.Better),
    ];

    public static TheoryData<string, string> Examples => new()
    {
        { "new Phrase(\"Chưa đủ túc số\", \"\")", "đủ số lượng theo quy định" },
        { "new(\"Hãy nối mạng rồi thử lại.\", \"\")", "kết nối mạng" },
        { "$\"{count} to look at\"", "need attention, Check" },
        { "\"Chứng thư đã bị thu hồi\"", "chứng thư số" },
        { "\"Đồng chí bị đình chỉ sinh hoạt.\"", "đình chỉ sinh hoạt đảng" },
    };

    [Fact]
    public void No_discarded_expression_is_in_a_text()
    {
        var sources = SourceTree.PathOf("src");
        var found = Directory.EnumerateFiles(sources, "*.*", SearchOption.AllDirectories)
            .Where(path => Texts().IsMatch(path) && !path.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(path => DiscardedIn(File.ReadAllText(path)).Select(better => $"{Path.GetRelativePath(sources, path)}: {better}"));

        Assert.Empty(found);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_discarded_expression_is_found(string code, string better) => Assert.Equal(better, Assert.Single(DiscardedIn(code)));

    [Theory]
    [InlineData("\"Hãy kết nối mạng.\"")]
    [InlineData("\"chứng thư số của thẻ\"")]
    [InlineData("\"bị đình chỉ sinh hoạt đảng\"")]
    public void What_replaced_it_passes(string code) => Assert.Empty(DiscardedIn(code));

    private static IEnumerable<string> DiscardedIn(string code)
    {
        var texts = Comment().Replace(code, "");
        return Discarded.Where(row => row.Expression.IsMatch(texts)).Select(row => row.Better);
    }

    [GeneratedRegex(@"\.(cs|js|html|tsv|txt|json)$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Texts();

    [GeneratedRegex(@"^\s*(//|\*|<!--).*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 30_000)]
    private static partial Regex Comment();
}
