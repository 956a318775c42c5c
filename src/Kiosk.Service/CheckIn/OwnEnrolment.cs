using Kiosk.Feed.Records;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// What the feed says of this terminal's own key. Only a revocation of this very key bars service, because what it signs is no longer believed anywhere. A terminal that the feed does not list
/// serves on, as one that is not enrolled yet.
/// </summary>
/// <param name="key">The key that signs this terminal's journal.</param>
/// <param name="enrolmentFile">Absent until the terminal has a token.</param>
internal sealed class OwnEnrolment(string terminalId, NoteKey key, string enrolmentFile)
{
    private Answer? last;

    /// <summary>What to do first at a new terminal, which can have no data before; null at one that has a token or its certificates.</summary>
    public Phrase? FirstStep => File.Exists(enrolmentFile) ? null : TerminalNotices.NotEnrolled(terminalId);

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
