using Kiosk.Feed.Records;

namespace Kiosk.Feed.Tokens;

/// <summary>A key by which receipts are verified.</summary>
/// <param name="SubjectPublicKeyInfo">DER of a P-256 key.</param>
/// <param name="NotAfter">When the newest certificate of the key ends; null if none is known. A renewed certificate begins after receipts of the same key, so its begin says nothing.</param>
/// <param name="Revoked">Null while the key is in force.</param>
public sealed record ReceiptKey(ReadOnlyMemory<byte> SubjectPublicKeyInfo, DateTimeOffset? NotAfter = null, TerminalRevocation? Revoked = null)
{
    /// <exception cref="RecordException">The certificate cannot be read.</exception>
    public static ReceiptKey Of(TerminalRecord terminal)
    {
        var certificate = TerminalCertificate.Parse(terminal.SigningCertificate);
        return new(certificate.SubjectPublicKeyInfo, certificate.NotAfter, terminal.Revoked);
    }
}
