using System.Security.Cryptography;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Sealing;

/// <summary>The row keys of a province's invitations, for whoever goes through many of them: HMAC's key is set up once, which takes more than half of the time that one row key takes. Not thread-safe.</summary>
/// <remarks>The values are those of <see cref="AudienceKey.InvitationKey"/>.</remarks>
public sealed class InvitationKeys : IDisposable
{
    private readonly IncrementalHash hash;

    internal InvitationKeys(ReadOnlySpan<byte> tagKey) => hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, tagKey);

    /// <summary>Whether a row stands under the key of this card's invitation to the meeting that the row key begins with.</summary>
    public bool IsKeyOf(ReadOnlySpan<byte> rowKey, CardTag tag)
    {
        if (rowKey.Length != 2 * AudienceKey.TagLength)
        {
            return false;
        }

        Span<byte> input = stackalloc byte[AudienceKey.TagLength + CardTag.Length];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        rowKey[..AudienceKey.TagLength].CopyTo(input);
        tag.CopyTo(input[AudienceKey.TagLength..]);
        hash.AppendData(input);
        hash.GetHashAndReset(mac);
        return rowKey[AudienceKey.TagLength..].SequenceEqual(mac[..AudienceKey.TagLength]);
    }

    public void Dispose() => hash.Dispose();
}
