using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Verification.Reasons;

namespace Kiosk.Journal;

/// <summary>
/// A secret meeting's records for its owner: JSON Lines as <see cref="JournalExport"/> writes them, in CMS AuthEnvelopedData for the owner's certificate.
/// <c>openssl cms -decrypt -inform DER -inkey KEY -recip CERTIFICATE</c> opens it.
/// </summary>
internal static class OwnerExport
{
    /// <param name="meeting">The meeting's id.</param>
    /// <returns>DER, and the number of records; null if the journal holds none of the meeting.</returns>
    /// <exception cref="ArgumentException">The certificate has no RSA key.</exception>
    /// <exception cref="JournalException">The journal is broken or cannot be read.</exception>
    public static (byte[] Message, int Records)? Of(JournalReader journal, string meeting, X509Certificate2 owner, Func<ReasonCode, string> nameOf)
    {
        List<JournalEntry> entries = [.. journal.Read().Where(entry => entry.Record.Context.StartsWith(meeting + "/", StringComparison.Ordinal))];
        if (entries.Count == 0)
        {
            return null;
        }

        using var text = new StringWriter();
        JournalExport.WriteJsonLines(entries, text, nameOf, withSealed: true);
        var last = entries[^1];
        return (new AuthEnvelopedDataWriter(owner).Write(Encoding.UTF8.GetBytes(text.ToString()), AuthEnvelopedData.AttributesFor(new(last.Sequence.Value, last.FrameHash))), entries.Count);
    }
}
