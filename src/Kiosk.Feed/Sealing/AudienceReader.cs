using Kiosk.Feed.Records;

namespace Kiosk.Feed.Sealing;

/// <summary>Somebody who is let in: a terminal, or the collector.</summary>
/// <param name="Id">The terminal's id.</param>
/// <param name="SubjectPublicKeyInfo">DER of the P-256 key of its decryption certificate.</param>
public sealed record AudienceReader(string Id, ReadOnlyMemory<byte> SubjectPublicKeyInfo)
{
    /// <exception cref="RecordException">The certificate cannot be read.</exception>
    public static AudienceReader Of(TerminalRecord terminal) => new(terminal.Id, TerminalCertificate.Parse(terminal.DecryptionCertificate).SubjectPublicKeyInfo);
}
