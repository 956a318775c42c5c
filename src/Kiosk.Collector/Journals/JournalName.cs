using System.Security.Cryptography;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Journals;

/// <summary>
/// The name of a collected journal, under which the database holds it. One key signs one journal: a terminal that was enrolled anew under its id, with another key, begins another journal at record 1. The first that
/// was collected bears the terminal's id; a later one the id, a tilde, which stands in no id, and 16 hexadecimal digits of the SHA-256 of its key.
/// </summary>
internal static class JournalName
{
    private const char Mark = '~';
    private const int DigestLength = 8;

    /// <summary>The name of a journal that is not the terminal's first.</summary>
    public static string Of(string terminalId, NoteKey key) => $"{Of(terminalId)}{Convert.ToHexStringLower(SHA256.HashData(key.SubjectPublicKeyInfo.Span)[..DigestLength])}";

    /// <summary>What the names of all but a terminal's first journal begin with.</summary>
    public static string Of(string terminalId) => $"{terminalId}{Mark}";

    /// <summary>The id of the terminal that wrote it.</summary>
    public static string TerminalOf(string name) => name.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var mark ? name[..mark] : name;
}
