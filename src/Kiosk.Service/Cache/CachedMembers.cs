using Kiosk.Feed.Records;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification;

namespace Kiosk.Service.Cache;

/// <summary>The members of a generation, each sealed to their own card.</summary>
internal sealed class CachedMembers(GenerationFile file, IReadOnlyList<CachedSet> sets)
{
    public int Count { get; } = sets.Sum(set => set.Rows);

    /// <returns>The sealed record, or null when no member has this tag.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public ReadOnlyMemory<byte>? Find(CardTag tag)
    {
        var key = tag.ToArray();
        foreach (var set in sets)
        {
            if (file.Find(set.Table, key) is { } record)
            {
                return record;
            }
        }

        return null;
    }

    /// <returns>The holder of the card, or null when no member has its tag.</returns>
    /// <exception cref="CacheException"><see cref="CacheFault.Sealed"/>: the record does not open with this card's key; otherwise the row is damaged.</exception>
    public Member? Open(VerifiedCard card)
    {
        if (Find(CardTag.Of(card.Uuid.Span)) is not { } record)
        {
            return null;
        }

        try
        {
            return MemberSeal.Open(record.Span, card.Uuid.Span, card.SubjectPublicKeyInfo.Span);
        }
        catch (MemberSealException e)
        {
            throw new CacheException(CacheFault.Sealed, e.Message, e);
        }
    }
}
