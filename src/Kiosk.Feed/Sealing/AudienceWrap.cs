using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Feed.Sealing;

/// <summary>An audience key as the feed carries it: one row for each of those let in, sealed to the public key of their decryption certificate (<see cref="Hpke"/>).</summary>
/// <remarks>
/// Row key: the first 16 bytes of SHA-256("kiosk.terminal.v1" ‖ 00 ‖ id). Value: version 1 ‖ epoch (4) ‖ HPKE message, with info "kiosk.audience.v1" and province ‖ 00 ‖ epoch ‖ row key as associated data. The ephemeral key follows from the
/// audience key, the row and the recipient by DeriveKeyPair (RFC 9180, 7.1.3): wrapping the same key for the same recipient again gives the same bytes, so a further terminal costs one row. Whoever could
/// recompute it holds the audience key already.
/// </remarks>
public static class AudienceWrap
{
    public const int KeyLength = 16;
    public const int Length = 1 + sizeof(int) + Hpke.Overhead + AudienceKey.SecretLength;

    private const byte Version = 1;

    private static ReadOnlySpan<byte> Purpose => "kiosk.audience.v1"u8;

    /// <summary>The row key of a terminal, or of another reader of the feed.</summary>
    public static byte[] KeyOf(string id) => SHA256.HashData(Encoding.UTF8.GetBytes($"kiosk.terminal.v1\0{id}"))[..KeyLength];

    /// <exception cref="SealException">The reader's key is not one on P-256.</exception>
    public static byte[] Seal(AudienceKey key, AudienceReader reader)
    {
        var (row, recipient) = (KeyOf(reader.Id), HpkeRecipient.PointOf(reader.SubjectPublicKeyInfo.Span));
        using var ephemeral = Dhkem.DeriveKeyPair(HMACSHA256.HashData(key.Derive("ephemeral keys"), (byte[])[.. row, .. recipient]));
        var message = Hpke.Seal(recipient, Purpose, Associated(key.Province, key.Epoch, row), key.Secret, ephemeral);
        var value = new byte[Length];
        value[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(1), key.Epoch);
        message.CopyTo(value, 1 + sizeof(int));
        return value;
    }

    /// <param name="id">The reader's.</param>
    /// <exception cref="SealException">It was sealed to another key or is of another province or reader, or was modified.</exception>
    public static AudienceKey Open(string province, string id, ReadOnlySpan<byte> value, HpkeRecipient recipient)
    {
        if (EpochOf(value) is not { } epoch)
        {
            throw new SealException("A wrapped audience key has an impossible length or an unknown version.");
        }

        var secret = Hpke.Open(value[(1 + sizeof(int))..], recipient, Purpose, Associated(province, epoch, KeyOf(id)));
        try
        {
            return new(province, epoch, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <returns>Null if this is no wrapped key.</returns>
    public static int? EpochOf(ReadOnlySpan<byte> value) =>
        value.Length == Length && value[0] == Version && BinaryPrimitives.ReadInt32BigEndian(value[1..]) is > 0 and var epoch ? epoch : null;

    private static byte[] Associated(string province, int epoch, ReadOnlySpan<byte> row)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, epoch);
        return [.. Encoding.ASCII.GetBytes(province), 0, .. number, .. row];
    }
}
