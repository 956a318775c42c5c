using System.Security.Cryptography;
using System.Text.Json;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Targets;

/// <summary>Collectors' CAs as rows of <see cref="DataClass.Authorities"/>. The key of a row is the first 16 bytes of the SHA-256 of the CA's key.</summary>
public static class AuthorityRows
{
    internal const int KeyLength = 16;

    /// <exception cref="RecordException">The certificate cannot be read.</exception>
    public static byte[] KeyOf(AuthorityRecord record) => KeyOf(record.SubjectPublicKeyInfo());

    /// <param name="subjectPublicKeyInfo">Of the CA, DER.</param>
    public static byte[] KeyOf(ReadOnlySpan<byte> subjectPublicKeyInfo) => SHA256.HashData(subjectPublicKeyInfo)[..KeyLength];

    /// <summary>The complete set, in ascending order of the keys.</summary>
    /// <exception cref="RecordException">A record breaks a rule, or a CA occurs twice.</exception>
    public static IReadOnlyList<SetRow> Of(IEnumerable<AuthorityRecord> records)
    {
        var rows = new SortedDictionary<string, SetRow>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            record.Check();
            var key = KeyOf(record);
            if (!rows.TryAdd(Convert.ToHexString(key), new(key, JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Authority))))
            {
                throw new RecordException($"the CA of {record.Name} occurs twice.");
            }
        }

        return [.. rows.Values];
    }
}
