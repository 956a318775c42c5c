using System.Formats.Cbor;
using System.Security.Cryptography;
using Kiosk.Feed.Tokens;

namespace Kiosk.Identity.Receipts;

/// <summary>What a terminal states about the software that it runs, for an inspector to compare with the releases that the authority published.</summary>
/// <param name="Version">As the program names it, such as "1.4.2".</param>
/// <param name="RootHash">The dm-verity root hash of the file system that it was started from, 64 hexadecimal digits; null where it was not started from an image.</param>
/// <param name="StatedAt">By the terminal's clock, in whole seconds.</param>
/// <remarks>The payload of a <see cref="SignedToken"/>: a CBOR array (RFC 8949) of version 1, terminal, version, root hash (32 bytes) or null, stated (seconds since 1970).</remarks>
internal sealed record RunningSoftware(string TerminalId, string Version, string? RootHash, DateTimeOffset StatedAt)
{
    /// <summary>What its text begins with.</summary>
    public const string Prefix = "KI1:";

    private const int FormatVersion = 1;
    private const int Fields = 5;
    private const int HashLength = 32;

    /// <returns>The text of the QR code.</returns>
    /// <exception cref="KeyStoreException">The key cannot be used.</exception>
    public string SignedWith(ECDsa key) => SignedToken.Sign(Prefix, Encode(), key);

    /// <returns>The statement and whoever can tell whether it is genuine; null if the text is none.</returns>
    public static (RunningSoftware Software, SignedToken Token)? TryParse(string text) => SignedToken.TryRead(Prefix, text, Decode);

    private byte[] Encode()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Fields);
        writer.WriteInt32(FormatVersion);
        writer.WriteTextString(TerminalId);
        writer.WriteTextString(Version);
        if (RootHash is null)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteByteString(Convert.FromHexString(RootHash));
        }

        writer.WriteInt64(StatedAt.ToUnixTimeSeconds());
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static RunningSoftware Decode(CborReader reader)
    {
        if (reader.ReadStartArray() != Fields || reader.ReadInt32() != FormatVersion)
        {
            throw new CborContentException("The statement is of another version.");
        }

        var software = new RunningSoftware(reader.ReadTextString(), reader.ReadTextString(), ReadHash(reader), DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()));
        reader.ReadEndArray();
        return software;
    }

    private static string? ReadHash(CborReader reader)
    {
        if (reader.PeekState() is CborReaderState.Null)
        {
            reader.ReadNull();
            return null;
        }

        return reader.ReadByteString() is { Length: HashLength } hash ? Convert.ToHexStringLower(hash) : throw new CborContentException($"The root hash has not {HashLength} bytes.");
    }
}
