using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Sealing;

/// <summary>The key to what the feed says about a province's people and meetings during one epoch. Known to the desk and to those it lets in (<see cref="AudienceWrap"/>). Thread-safe.</summary>
/// <remarks>Every key below it is HKDF-Expand(secret, "kiosk.audience.v1 " ‖ purpose ‖ 00 ‖ province ‖ 00 ‖ epoch). Row keys are HMAC-SHA256 tags cut to 16 bytes: without the key nobody can tell whose they are.</remarks>
public sealed class AudienceKey
{
    public const int SecretLength = 32;

    /// <summary>Length of a tag in a row's key.</summary>
    public const int TagLength = 16;

    private readonly byte[] secret;
    private readonly byte[] memberTags;
    private readonly byte[] meetingTags;
    private readonly byte[] invitationTags;

    /// <param name="epoch">From 1.</param>
    /// <param name="secret">32 random bytes.</param>
    public AudienceKey(string province, int epoch, ReadOnlySpan<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, SecretLength, nameof(secret));
        (Province, Epoch, this.secret) = (province, epoch, secret.ToArray());
        (memberTags, meetingTags, invitationTags) = (Derive("member tags"), Derive("meeting tags"), Derive("invitation tags"));
        MemberSeals = Derive("member seals");
    }

    /// <summary>The province's code.</summary>
    public string Province { get; }

    public int Epoch { get; }

    /// <summary>The part of a member's seal that does not come from the card.</summary>
    internal byte[] MemberSeals { get; }

    internal ReadOnlySpan<byte> Secret => secret;

    public static AudienceKey Create(string province, int epoch) => new(province, epoch, RandomNumberGenerator.GetBytes(SecretLength));

    /// <summary>The row key of a card's holder among the members.</summary>
    public byte[] MemberKey(CardTag tag) => Tag(memberTags, tag.ToArray());

    /// <summary>The row key of a meeting, and the beginning of those of its invitations.</summary>
    public byte[] MeetingKey(string meetingId) => Tag(meetingTags, Encoding.ASCII.GetBytes(meetingId));

    /// <summary>The row key of an invitation. A card has another tag at each meeting.</summary>
    /// <param name="meetingKey">The meeting's row key.</param>
    public byte[] InvitationKey(ReadOnlySpan<byte> meetingKey, CardTag tag) => [.. meetingKey, .. Tag(invitationTags, [.. meetingKey, .. tag.ToArray()])];

    /// <summary>What seals the rows of meetings.</summary>
    public RowCipher MeetingCipher() => CipherFor("meeting");

    /// <summary>What seals the rows of rosters.</summary>
    public RowCipher InvitationCipher() => CipherFor("invitation");

    /// <summary>A copy of the secret, for whoever keeps it.</summary>
    public byte[] ExportSecret() => [.. secret];

    internal byte[] Derive(string purpose)
    {
        Span<byte> epoch = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(epoch, Epoch);
        var key = new byte[SyntheticSeal.KeyLength];
        HKDF.Expand(HashAlgorithmName.SHA256, secret, key, [.. Encoding.ASCII.GetBytes($"kiosk.audience.v1 {purpose}\0{Province}\0"), .. epoch]);
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

    private static byte[] Tag(byte[] key, ReadOnlySpan<byte> of) => HMACSHA256.HashData(key, of)[..TagLength];
}
