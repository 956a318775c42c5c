using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Files;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Desk;

/// <summary>The CAs that the desk handed to collectors, in one file of the desk. Every publication states them, and which are revoked.</summary>
internal sealed class AuthorityRegister(string path, TimeProvider time)
{
    private const int MaxLength = 4 * 1024 * 1024;

    /// <summary>In the order in which they were handed over.</summary>
    /// <exception cref="RegistryException">The file is damaged.</exception>
    public IReadOnlyList<AuthorityRecord> All()
    {
        if (Place.KindOf(path) is PlaceKind.Absent)
        {
            return [];
        }

        try
        {
            var read = JsonSerializer.Deserialize(BoundedFile.Read(path, MaxLength), AuthorityJson.Default.IReadOnlyListAuthorityRecord) ?? throw new JsonException("null says nothing");
            AuthorityRows.Of(read);
            return read;
        }
        catch (Exception e) when (e is JsonException or RecordException)
        {
            throw new RegistryException(new($"{path} bị hỏng: hãy khôi phục từ bản sao lưu.", $"{path} is damaged: restore it from a backup."), e);
        }
    }

    /// <param name="pem">The certificates as they are handed over, the collector's CA first.</param>
    public void Add(string name, string pem)
    {
        var added = new AuthorityRecord(name, FirstOf(pem));
        // The same key certified again.
        Write([.. All().Where(one => !AuthorityRows.KeyOf(one).AsSpan().SequenceEqual(AuthorityRows.KeyOf(added))), added]);
    }

    /// <summary>Whether the desk revoked the CA with this key; a revoked key is not certified again.</summary>
    /// <param name="subjectPublicKeyInfo">DER.</param>
    public AuthorityRecord? FindRevoked(byte[] subjectPublicKeyInfo) => All().FirstOrDefault(one => one.Revoked is not null && one.SubjectPublicKeyInfo().AsSpan().SequenceEqual(subjectPublicKeyInfo));

    /// <summary>Revokes every CA of a collector that is in force, from now on.</summary>
    /// <exception cref="RegistryException">There is none, or the reason cannot be published.</exception>
    public void Revoke(string name, string reason)
    {
        if (TerminalRecordRules.FindReasonFault(reason) is { } fault)
        {
            throw new RegistryException(new($"--reason {fault.Vietnamese}.", $"--reason {fault.English}."));
        }

        var all = All();
        if (!all.Any(one => one.Name == name && one.Revoked is null))
        {
            throw new RegistryException(new(
                $"Máy thu thập {name} không có CA nào đang có hiệu lực: registry terminal authority list cho biết các CA.",
                $"The collector {name} has no CA in force: registry terminal authority list shows them."));
        }

        var revoked = new TerminalRevocation(time.GetUtcNow(), reason);
        Write([.. all.Select(one => one.Name == name && one.Revoked is null ? one with { Revoked = revoked } : one)]);
    }

    private void Write(IReadOnlyList<AuthorityRecord> all) => PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(all, AuthorityJson.Default.IReadOnlyListAuthorityRecord));

    private static byte[] FirstOf(string pem)
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(pem);
        return certificate.RawData;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectRequiredConstructorParameters = true, MaxDepth = 8, Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(IReadOnlyList<AuthorityRecord>))]
internal sealed partial class AuthorityJson : JsonSerializerContext;
