using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Targets;

/// <summary>Terminals as rows of <see cref="DataClass.Terminals"/>. The key of a row is the terminal's id, 00 and the first 8 bytes of the SHA-256 of its signing key.</summary>
public static class TerminalRows
{
    private const int KeyHashLength = 8;
    private const int KeyTail = 1 + KeyHashLength;

    /// <exception cref="RecordException">The signing certificate cannot be read.</exception>
    public static byte[] KeyOf(TerminalRecord record) => KeyOf(record.Id, TerminalCertificate.Parse(record.SigningCertificate).SubjectPublicKeyInfo.Span);

    /// <param name="signingKey">SubjectPublicKeyInfo, DER.</param>
    public static byte[] KeyOf(string terminalId, ReadOnlySpan<byte> signingKey) => [.. PrefixOf(terminalId), .. SHA256.HashData(signingKey).AsSpan(0, KeyHashLength)];

    /// <summary>With which the keys of a terminal's enrolments begin.</summary>
    public static byte[] PrefixOf(string terminalId) => [.. Encoding.ASCII.GetBytes(terminalId), 0];

    /// <summary>The complete set, in ascending order of the keys.</summary>
    /// <exception cref="RecordException">A record breaks a rule, or an enrolment occurs twice.</exception>
    public static IReadOnlyList<SetRow> Of(IEnumerable<TerminalRecord> records)
    {
        var rows = new SortedDictionary<string, SetRow>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            var key = KeyOf(record);
            if (!rows.TryAdd(Convert.ToHexString(key), new(key, JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Terminal))))
            {
                throw new RecordException($"terminal {record.Id} is enrolled twice with one key.");
            }
        }

        using var rules = DataClass.Terminals.NewRules(audience: null);
        foreach (var row in rows.Values)
        {
            rules.Check(row.Key.Span, row.Value.Span);
        }

        return [.. rows.Values];
    }

    internal static bool IsKey(ReadOnlySpan<byte> key) => key.Length > KeyTail && key[^KeyTail] == 0 && TerminalRecordRules.IsId(Encoding.ASCII.GetString(key[..^KeyTail]));
}
