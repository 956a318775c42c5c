using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification;

namespace Kiosk.Service.Cache;

/// <summary>The members of a generation, each sealed to their own card and the province's audience.</summary>
internal sealed class CachedMembers(GenerationFile file, IReadOnlyList<CachedSet> sets, CachedAudience audience)
{
    public int Count { get; } = sets.Sum(set => set.Rows);

    /// <returns>The holder of the card, or null when no member has its tag.</returns>
    /// <exception cref="CacheException"><see cref="CacheFault.Sealed"/>: the record does not open with this card's key; <see cref="CacheFault.NoAccess"/>: this terminal cannot open the province's data; otherwise the row is damaged.</exception>
    public Member? Open(VerifiedCard card)
    {
        var tag = CardTag.Of(card.Uuid.Span);
        foreach (var set in sets.Where(set => set.Rows > 0))
        {
            var key = audience.KeyOf(set);
            if (file.Find(set.Table, key.MemberKey(tag)) is { } record)
            {
                return OpenRecord(record.Span, card, key);
            }
        }

        return null;
    }

    /// <returns>The sealed record under a row key, or null.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public ReadOnlyMemory<byte>? FindRow(ReadOnlySpan<byte> key)
    {
        foreach (var set in sets)
        {
            if (file.Find(set.Table, key) is { } record)
            {
                return record;
            }
        }

        return null;
    }

    private static Member OpenRecord(ReadOnlySpan<byte> record, VerifiedCard card, AudienceKey key)
    {
        try
        {
            return MemberSeal.Open(record, card.Uuid.Span, card.SubjectPublicKeyInfo.Span, key);
        }
        catch (SealException e)
        {
            throw new CacheException(CacheFault.Sealed, new("Hồ sơ của đảng viên không mở được bằng khóa của thẻ.", e.Message), e);
        }
    }
}
