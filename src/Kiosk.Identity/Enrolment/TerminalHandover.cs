using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Identity.Enrolment;

/// <summary>The terminals that a collector signed, as a file for the desk. What vouches for it are the certificates: each leads to the desk's own root.</summary>
/// <param name="Authorities">DER: the collector's CA first, the desk's root last.</param>
internal sealed record TerminalHandover(IReadOnlyList<byte[]> Authorities, IReadOnlyList<HandedTerminal> Terminals)
{
    public const int MaxLength = 16 * 1024 * 1024;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, HandoverJson.Default.TerminalHandover);

    /// <exception cref="EnrolmentException">It is not such a file, was not signed below this root, or names a certificate that is not valid now.</exception>
    public static TerminalHandover Parse(ReadOnlySpan<byte> json, ReadOnlySpan<byte> root, DateTimeOffset now)
    {
        TerminalHandover parsed;
        try
        {
            parsed = JsonSerializer.Deserialize(json, HandoverJson.Default.TerminalHandover) ?? throw new JsonException("null says nothing");
            foreach (var terminal in parsed.Terminals)
            {
                TerminalRecordRules.Check(terminal.Record);
            }
        }
        catch (Exception e) when (e is JsonException or RecordException)
        {
            throw new EnrolmentException(
                new("đây không phải danh sách nguyên vẹn của một máy thu thập: hãy chép lại tệp mà collector authority export đã ghi.", "this is not a collector's whole list: copy again the file that collector authority export wrote."), e);
        }

        if (parsed.Authorities.Count == 0 || !root.SequenceEqual(parsed.Authorities[^1]))
        {
            throw new EnrolmentException(new(
                "danh sách này không thuộc CA của bàn phát hành này: máy thu thập đã nhận CA từ bàn khác, hoặc chỉ dùng CA dùng thử.",
                "this list does not belong to this desk's CA: the collector has its CA from another desk, or one made up to try things out."));
        }

        return parsed.Terminals.FirstOrDefault(one => !parsed.IsIssued(one, now)) is { } other
            ? throw new EnrolmentException(new(
                $"chứng thư số của thiết bị {other.Record.Id} không do CA đi kèm cấp, hoặc không còn hiệu lực: hãy chạy lại collector authority export.",
                $"the certificates of terminal {other.Record.Id} are not issued by the CA beside them, or not valid now: run collector authority export again."))
            : parsed;
    }

    /// <summary>Whether one of these CAs signed a terminal's certificates.</summary>
    /// <param name="authorities">DER, from <see cref="Authorities"/>.</param>
    public bool IsIssuedByAny(HandedTerminal terminal, IEnumerable<byte[]> authorities, DateTimeOffset now) =>
        authorities.Any(authority => TerminalChain.IsIssuedBy(terminal.Record.SigningCertificate, [authority, Authorities[^1]], now) || TerminalChain.IsIssuedBy(terminal.Record.DecryptionCertificate, [authority, Authorities[^1]], now));

    private bool IsIssued(HandedTerminal terminal, DateTimeOffset now) =>
        ProvinceCode.TryParse(terminal.Province, out _)
        && terminal.Record.Revoked is null
        && TerminalChain.IsIssuedBy(terminal.Record.SigningCertificate, Authorities, now)
        && TerminalChain.IsIssuedBy(terminal.Record.DecryptionCertificate, Authorities, now);
}

/// <summary>One enrolment in force.</summary>
/// <param name="Province">The code of the province whose feed is to list it.</param>
internal sealed record HandedTerminal(string Province, TerminalRecord Record);

/// <summary>What became of a terminal that a collector signed.</summary>
internal enum TakenTerminal
{
    None = 0,

    /// <summary>It was not registered, or not enrolled.</summary>
    Added,

    /// <summary>The same key has newer certificates.</summary>
    Renewed,

    Unchanged,

    /// <summary>Its key was revoked here, and does not come back.</summary>
    Revoked,

    /// <summary>Another key of that id is enrolled here, or in another province.</summary>
    Conflicting,

    /// <summary>The CA that signed it was revoked here, and it is not registered.</summary>
    RevokedAuthority,
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectRequiredConstructorParameters = true, MaxDepth = 8, Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(TerminalHandover))]
internal sealed partial class HandoverJson : JsonSerializerContext;
