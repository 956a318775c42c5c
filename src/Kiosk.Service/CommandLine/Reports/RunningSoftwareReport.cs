using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;
using Kiosk.Identity.Receipts;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>What <c>kiosk receipt verify</c> prints about a terminal's statement of what it runs.</summary>
/// <param name="RootHash">Null if the terminal was not started from an image.</param>
/// <param name="Objection">Why the statement is not that of a released version; null if it is.</param>
internal sealed record RunningSoftwareReport(bool Valid, string TerminalId, string Version, string? RootHash, DateTimeOffset StatedAt, string? Objection)
{
    /// <param name="releases">Null if no list is known.</param>
    public static RunningSoftwareReport Of(RunningSoftware software, SignedToken token, GivenTerminals terminals, IReadOnlyList<Release>? releases, Language language)
    {
        var objection = (ObjectionToSignature(software, token, terminals) ?? ObjectionToSoftware(software, releases))?.In(language);
        return new(objection is null, software.TerminalId, software.Version, software.RootHash, software.StatedAt, objection);
    }

    /// <summary>What the verb ends with.</summary>
    [JsonIgnore]
    public int Code => Valid ? ExitCode.Done : ExitCode.No;

    public string ToJson(Language language) => JsonAnswer.Of(this, RunningSoftwareJson.Default.RunningSoftwareReport, Code, In(language));

    /// <summary>For people.</summary>
    public string In(Language language) => Valid
        ? string.Join('\n', Lines().Select(line => line.In(language)))
        : new Phrase($"KHÔNG HỢP LỆ: {Objection}", $"NOT VALID: {Objection}").In(language);

    private IEnumerable<Phrase> Lines()
    {
        yield return new($"hợp lệ  máy {TerminalId} nêu và ký: đang chạy phiên bản {Version} đã phát hành", $"valid  terminal {TerminalId} states and signs: it runs the released version {Version}");
        yield return new($"  mã băm gốc {RootHash}", $"  root hash {RootHash}");
        yield return new($"  lập lúc    {LocalFormat.Time(StatedAt)} ngày {LocalFormat.Day(StatedAt)}: hãy so với giờ hiện tại, vì mã QR cũ có thể được chụp lại", $"  stated    {LocalFormat.Time(StatedAt)}, {LocalFormat.Day(StatedAt)}: compare it with the time now, since an old code can be shown again");
    }

    private static Phrase? ObjectionToSignature(RunningSoftware software, SignedToken token, GivenTerminals terminals)
    {
        if (terminals.Of(software.TerminalId) is not { Count: > 0 } keys)
        {
            return new($"chưa biết khóa của máy {software.TerminalId}: hãy nêu khóa công khai của máy bằng --terminals", $"the key of terminal {software.TerminalId} is not known here: name its public key with --terminals");
        }

        return keys.FirstOrDefault(one => token.IsSignedBy(one.Key.SubjectPublicKeyInfo.Span)) switch
        {
            null => new($"mã QR không được ký bằng khóa của máy {software.TerminalId}, hoặc đã bị sửa", $"it is not signed by the key of terminal {software.TerminalId}, or was changed"),
            { Revoked: { } revoked } => new($"khóa ký mã QR đã bị thu hồi ngày {LocalFormat.Day(revoked.At)}", $"the key that signed it was revoked on {LocalFormat.Day(revoked.At)}"),
            _ => null,
        };
    }

    private static Phrase? ObjectionToSoftware(RunningSoftware software, IReadOnlyList<Release>? releases)
    {
        if (software.RootHash is not { } hash)
        {
            return new($"máy {software.TerminalId} không khởi động từ ảnh đĩa đã phát hành, nên không có mã băm gốc để so", $"terminal {software.TerminalId} was not started from a released image, so there is no root hash to compare");
        }

        if (releases is not { Count: > 0 })
        {
            return new(
                "chưa có danh sách bản phát hành đã ký: hãy đồng bộ, hoặc nêu thư mục feed bằng --terminals và tệp gốc bằng --root",
                "no signed list of releases is known here: sync, or name the feed's folder with --terminals and its root with --root");
        }

        return releases.FirstOrDefault(release => release.RootHash == hash) switch
        {
            null => new(
                $"máy {software.TerminalId} chạy hệ thống có mã băm gốc {hash}, không có trong danh sách bản phát hành",
                $"terminal {software.TerminalId} runs a system with the root hash {hash}, which is none of the releases"),
            { Version: var version } when version != software.Version => new(
                $"mã băm gốc là của phiên bản {version}, trong khi máy {software.TerminalId} nêu phiên bản {software.Version}",
                $"the root hash is that of version {version}, while terminal {software.TerminalId} states version {software.Version}"),
            _ => null,
        };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunningSoftwareReport))]
internal sealed partial class RunningSoftwareJson : JsonSerializerContext;
