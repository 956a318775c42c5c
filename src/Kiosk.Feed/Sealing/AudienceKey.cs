using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Sealing;

/// <summary>The key to what the feed says about a province's people and meetings during one epoch. Known to the desk and to those it lets in (<see cref="AudienceWrap"/>). Thread-safe.</summary>
/// <remarks>
/// It is in memory only, in arrays that the collector of garbage does not move and so does not copy, and is overwritten when it is disposed of. At the desk it is a key file; on terminals only the wrapped form is stored.
/// Every key below it is HKDF-Expand(secret, "kiosk.audience.v1 " ‖ purpose ‖ 00 ‖ province ‖ 00 ‖ epoch). Row keys are HMAC-SHA256 tags cut to 16 bytes: without the key nobody can tell whose they are.
/// </remarks>
public sealed class AudienceKey : IDisposable
{
    public const int SecretLength = 32;

    /// <summary>Length of a tag in a row's key.</summary>
    public const int TagLength = 16;

    private readonly byte[] secret = NewArray();
    private readonly byte[] memberTags;
    private readonly byte[] meetingTags;
    private readonly byte[] invitationTags;
    private readonly byte[] pointTags;
    private readonly byte[] memberSeals;
    private bool isDisposed;

    /// <param name="epoch">From 1.</param>
    /// <param name="secret">32 random bytes.</param>
    public AudienceKey(string province, int epoch, ReadOnlySpan<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, SecretLength, nameof(secret));
        (Province, Epoch) = (province, epoch);
        secret.CopyTo(this.secret);
        (memberTags, meetingTags, invitationTags) = (Derive("member tags", NewArray()), Derive("meeting tags", NewArray()), Derive("invitation tags", NewArray()));
        (pointTags, memberSeals) = (Derive("point tags", NewArray()), Derive("member seals", NewArray()));
    }

    /// <summary>The province's code.</summary>
    public string Province { get; }

    public int Epoch { get; }

    /// <summary>The part of a member's seal that does not come from the card.</summary>
    internal ReadOnlySpan<byte> MemberSeals => Usable(memberSeals);

    internal ReadOnlySpan<byte> Secret => Usable(secret);

    public static AudienceKey Create(string province, int epoch)
    {
        Span<byte> random = stackalloc byte[SecretLength];
        RandomNumberGenerator.Fill(random);
        var key = new AudienceKey(province, epoch, random);
        CryptographicOperations.ZeroMemory(random);
        return key;
    }

    /// <summary>The row key of a card's holder among the members.</summary>
    public byte[] MemberKey(CardTag tag) => Tag(memberTags, tag.ToArray());

    /// <summary>The row key of a meeting, and the beginning of those of its invitations.</summary>
    public byte[] MeetingKey(string meetingId) => Tag(meetingTags, Encoding.ASCII.GetBytes(meetingId));

    /// <summary>The row key of an invitation. A card has another tag at each meeting.</summary>
    /// <param name="meetingKey">The meeting's row key.</param>
    public byte[] InvitationKey(ReadOnlySpan<byte> meetingKey, CardTag tag) => [.. meetingKey, .. Tag(invitationTags, [.. meetingKey, .. tag.ToArray()])];

    /// <summary>The same, for many of them.</summary>
    public InvitationKeys InvitationKeys() => new(Usable(invitationTags));

    /// <summary>The row key of a point, and the beginning of those of its list.</summary>
    public byte[] PointKey(string pointId) => Tag(pointTags, Encoding.ASCII.GetBytes(pointId));

    /// <summary>The row key of a card on a point's list. A card has another tag at each point.</summary>
    /// <param name="pointKey">The point's row key.</param>
    public byte[] PassKey(ReadOnlySpan<byte> pointKey, CardTag tag) => [.. pointKey, .. Tag(pointTags, [.. pointKey, .. tag.ToArray()])];

    /// <summary>What seals the rows of points and their lists.</summary>
    public RowCipher PointCipher() => CipherFor("point");

    /// <summary>What seals the rows of meetings.</summary>
    public RowCipher MeetingCipher() => CipherFor("meeting");

    /// <summary>What seals the rows of rosters.</summary>
    public RowCipher InvitationCipher() => CipherFor("invitation");

    /// <summary>A copy of the secret, for whoever keeps it.</summary>
    public byte[] ExportSecret() => [.. Usable(secret)];

    /// <summary>Overwrites it and everything that follows from it; whoever still uses it gets <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        isDisposed = true;
        foreach (var key in (byte[][])[secret, memberTags, meetingTags, invitationTags, pointTags, memberSeals])
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    internal byte[] Derive(string purpose) => Derive(purpose, new byte[SyntheticSeal.KeyLength]);

    private byte[] Derive(string purpose, byte[] key)
    {
        Span<byte> epoch = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(epoch, Epoch);
        HKDF.Expand(HashAlgorithmName.SHA256, Usable(secret), key, [.. Encoding.ASCII.GetBytes($"kiosk.audience.v1 {purpose}\0{Province}\0"), .. epoch]);
        return key;
    }

    private RowCipher CipherFor(string rows)
    {
        var key = Derive($"{rows} seals");
        try
        {
            return new(key, Derive($"{rows} nonces"));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private byte[] Tag(byte[] key, ReadOnlySpan<byte> of) => HMACSHA256.HashData(Usable(key), of)[..TagLength];

    private byte[] Usable(byte[] key)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return key;
    }

    private static byte[] NewArray() => GC.AllocateArray<byte>(SecretLength, pinned: true);
}
