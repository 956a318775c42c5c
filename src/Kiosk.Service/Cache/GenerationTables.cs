using System.Buffers.Binary;

namespace Kiosk.Service.Cache;

/// <summary>The tables of a generation beside those of its sets (<see cref="CachedSet.Table"/>), and how their keys are made. Format 5.</summary>
internal static class GenerationTables
{
    /// <summary>One row of JSON, <see cref="GenerationHeader"/>; written last.</summary>
    public const string Header = "header";

    /// <summary>One row: random bytes by which the keys of the file's seals differ from those of any other. The only row that is not sealed (<see cref="SealedRow"/>).</summary>
    public const string Salt = "salt";

    /// <summary>One row: the card profile as it came.</summary>
    public const string Profile = "profile";

    /// <summary>One row: DER of the registry's certificate.</summary>
    public const string Registry = "registry";

    /// <summary>One row: the JSON array of procedures.</summary>
    public const string Procedures = "procedures";

    /// <summary>Number → DER.</summary>
    public const string Anchors = "anchors";

    /// <summary>Number → DER.</summary>
    public const string Issuers = "issuers";

    /// <summary>Path of a target of the feed → SHA-256 of the file that the tables above were made of; empty without a feed.</summary>
    public const string Sources = "sources";

    /// <summary>CRL number → what is known of it beside its entries.</summary>
    public const string Crls = "crls";

    /// <summary>CRL number → the bytes before its entries; CRL number, 1 → the bytes after them.</summary>
    public const string CrlFrames = "crl-frames";

    /// <summary>CRL number, chunk number → whole entries of revokedCertificates, about 64 kB.</summary>
    public const string CrlEntries = "crl-entries";

    /// <summary>Chunk number → 1,000 hashes, ascending over all chunks, 8 bytes little-endian each.</summary>
    public const string Revocations = "revocations";

    /// <summary>Chunk number → for each hash of that chunk the CRL and the chunk of its entries, 4 bytes little-endian each.</summary>
    public const string RevocationPlaces = "revocation-places";

    /// <summary>What cards are judged by, whoever their holders are.</summary>
    public static IReadOnlyList<string> Trust { get; } = [Profile, Registry, Procedures, Anchors, Issuers, Crls, CrlFrames, CrlEntries, Revocations, RevocationPlaces, Sources];

    /// <summary>The key of a table's only row.</summary>
    public static ReadOnlySpan<byte> OnlyRow => "."u8;

    public static byte[] Key(int number)
    {
        var key = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(key, number);
        return key;
    }

    public static byte[] Key(int number, int part) => [.. Key(number), .. Key(part)];
}
