using Kiosk.Collector.Enrolling;
using Kiosk.Feed.Records;
using Kiosk.Identity.Enrolment;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Roll;

/// <summary>Which keys of terminals are no longer in force: then the terminal may begin another journal with the key that replaced it.</summary>
/// <param name="roll">The desk's list.</param>
/// <param name="desk">Null if no terminal enrols here.</param>
internal sealed class KeysInForce(TerminalRoll roll, EnrolmentDesk? desk)
{
    /// <summary>Whether the desk's list or the register here says that the terminal has another key now, or none. What nobody says anything of is in force.</summary>
    /// <exception cref="EnrolmentException">The list or the register cannot be read.</exception>
    public bool IsReplaced(string terminalId, NoteKey key)
    {
        var spki = key.SubjectPublicKeyInfo.Span;
        return (roll.Current.Find(terminalId, spki) is { } listed ? listed.Revoked is not null : roll.Current.IsEnrolled(terminalId)) || desk?.IsReplaced(terminalId, spki) is true;
    }

    /// <summary>When and why a key was revoked; null if it was not, or nobody knows it.</summary>
    /// <inheritdoc cref="IsReplaced"/>
    public TerminalRevocation? RevocationOf(string terminalId, NoteKey key) => roll.Current.Find(terminalId, key.SubjectPublicKeyInfo.Span)?.Revoked ?? desk?.RevocationOf(terminalId, key.SubjectPublicKeyInfo.Span);
}
