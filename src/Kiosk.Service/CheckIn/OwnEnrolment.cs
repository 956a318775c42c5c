using Kiosk.Feed.Records;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// What the feed says of this terminal's own key. Only a revocation of this very key bars service, because what it signs is no longer believed anywhere. A terminal that the feed does not list
/// serves on, as one that is not enrolled yet.
/// </summary>
/// <param name="key">The key that signs this terminal's journal.</param>
internal sealed class OwnEnrolment(string terminalId, NoteKey key)
{
    private Answer? last;

    /// <returns>Null unless the generation revokes the key. Read once for each generation.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public TerminalRevocation? RevokedBy(CacheGeneration generation)
    {
        var known = Volatile.Read(ref last);
        if (known?.Generation != generation.Number)
        {
            known = new(generation.Number, generation.Terminals.Find(terminalId, key.SubjectPublicKeyInfo.Span)?.Revoked);
            Volatile.Write(ref last, known);
        }

        return known.Revoked;
    }

    private sealed record Answer(long Generation, TerminalRevocation? Revoked);
}
