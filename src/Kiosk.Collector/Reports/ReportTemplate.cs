using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>
/// The texts, fonts and sizes of a site's documents (<c>report.json</c>). Without one, as Hướng dẫn 36-HD/VPTW of 2018 has them, with lines left open that are filled in by hand.
/// Sizes are in points, margins in millimetres.
/// </summary>
internal sealed record ReportTemplate
{
    public const int MaxLength = 64 * 1024;

    public string Party { get; init; } = "ĐẢNG CỘNG SẢN VIỆT NAM";

    public string SuperiorBody { get; init; } = "…………………………";

    public string IssuingBody { get; init; } = "…………………………";

    public string Number { get; init; } = "Số        -…/…";

    public string Place { get; init; } = "……………";

    public string AttendanceKind { get; init; } = "DANH SÁCH";

    public string CredentialsKind { get; init; } = "BÁO CÁO";

    public string MinutesKind { get; init; } = "PHỤ LỤC BIÊN BẢN";

    /// <summary>Lines of the signature block, above the room to sign.</summary>
    public IReadOnlyList<string> Authority { get; init; } = ["T/M BAN TỔ CHỨC", "THƯ KÝ"];

    /// <summary>Below the room to sign.</summary>
    public string Signer { get; init; } = "";

    public IReadOnlyList<string> Recipients { get; init; } = ["- Như trên,", "- Lưu."];

    /// <summary>Preferred first. Tinos has the widths of Times New Roman and, unlike Liberation Serif, every Vietnamese letter.</summary>
    public string Fonts { get; init; } = "Tinos,Times New Roman,DejaVu Serif,serif";

    public double TextSize { get; init; } = 14;

    public double TableSize { get; init; } = 10;

    public double MarginTop { get; init; } = 20;

    public double MarginBottom { get; init; } = 20;

    public double MarginLeft { get; init; } = 30;

    public double MarginRight { get; init; } = 15;

    /// <exception cref="ReportException">It is malformed, or a size cannot be printed.</exception>
    public static ReportTemplate Parse(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            var template = JsonSerializer.Deserialize(json, ReportTemplateJson.Default.ReportTemplate) ?? throw new JsonException("null");
            return template.IsPrintable ? template : throw new ReportException(new(
                $"{path}: cỡ chữ phải từ 6 đến 30 (point), lề từ 5 đến 60 (mm).", $"{path}: sizes are from 6 to 30 points, margins from 5 to 60 mm."));
        }
        catch (JsonException malformed)
        {
            var line = (malformed.LineNumber ?? 0) + 1;
            throw new ReportException(new($"{path} dòng {line}: không đúng mẫu văn bản; hãy xem các trường trong README.", $"{path} line {line}: this is no report template; the README lists its fields."), malformed);
        }
    }

    private bool IsPrintable => new[] { TextSize, TableSize }.All(size => size is >= 6 and <= 30) && new[] { MarginTop, MarginBottom, MarginLeft, MarginRight }.All(margin => margin is >= 5 and <= 60);
}

/// <summary>A report cannot be made.</summary>
internal sealed class ReportException(Phrase sentence, Exception? cause = null) : SentenceException(sentence, cause);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ReportTemplate))]
internal sealed partial class ReportTemplateJson : JsonSerializerContext;
