using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Words;

namespace Kiosk.Feed.Records;

/// <summary>A certificate of a terminal: subject <c>CN=</c> the terminal's id, a P-256 key, key usage by purpose, and an extension that states where the private key is stored.</summary>
/// <remarks>Who issued it is not checked here: in the feed the signed set vouches for it.</remarks>
public sealed class TerminalCertificate
{
    /// <summary>OID of the extension that states where the private key is stored: UTF8String <c>file</c> or <c>tpm</c>. It is the terminal's own statement.</summary>
    public const string KeyKindOid = "2.25.249923126545801887391906946231326347853";

    public const int MaxLength = 8 * 1024;

    private const string CommonName = "CN=";
    private const int MaxKindLength = 16;

    private TerminalCertificate(X509Certificate2 certificate, TerminalKeyUse use, string keyKind)
    {
        TerminalId = certificate.Subject[CommonName.Length..];
        Issuer = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true);
        SubjectPublicKeyInfo = certificate.PublicKey.ExportSubjectPublicKeyInfo();
        (Use, KeyKind) = (use, keyKind);
        (NotBefore, NotAfter) = (new(certificate.NotBefore.ToUniversalTime()), new(certificate.NotAfter.ToUniversalTime()));
    }

    public string TerminalId { get; }

    /// <summary>The name of the CA that signed it, as it states.</summary>
    public string Issuer { get; }

    /// <summary>DER.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    public TerminalKeyUse Use { get; }

    /// <summary><c>file</c> or <c>tpm</c>.</summary>
    public string KeyKind { get; }

    public DateTimeOffset NotBefore { get; }

    public DateTimeOffset NotAfter { get; }

    /// <param name="der">Exactly one certificate.</param>
    /// <exception cref="RecordException">It is not a certificate of a terminal.</exception>
    public static TerminalCertificate Parse(ReadOnlyMemory<byte> der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der.Length <= MaxLength ? der.Span : []);
            using var key = certificate.PublicKey.GetECDsaPublicKey();
            return certificate.RawDataMemory.Length == der.Length && key is { KeySize: 256 } && certificate.Subject.StartsWith(CommonName, StringComparison.Ordinal) && KindOf(certificate) is { } kind
                ? new(certificate, UseOf(certificate), kind)
                : throw Refused(null);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            throw Refused(e);
        }
    }

    /// <summary>The extension for a key stored there.</summary>
    public static X509Extension KeyKindExtension(string kind)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.UTF8String, kind);
        return new(KeyKindOid, writer.Encode(), critical: false);
    }

    /// <returns>Null if the extension is not that of a known kind.</returns>
    public static string? ReadKeyKind(X509Extension extension)
    {
        var kind = extension.RawData.Length <= MaxKindLength ? AsnDecoder.ReadCharacterString(extension.RawData, AsnEncodingRules.DER, UniversalTagNumber.UTF8String, out _) : null;
        return kind is "file" or "tpm" ? kind : null;
    }

    private static string? KindOf(X509Certificate2 certificate) =>
        certificate.Extensions.FirstOrDefault(extension => extension.Oid?.Value == KeyKindOid) is { } extension ? ReadKeyKind(extension) : null;

    private static TerminalKeyUse UseOf(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages switch
        {
            X509KeyUsageFlags.DigitalSignature => TerminalKeyUse.Signing,
            X509KeyUsageFlags.KeyAgreement => TerminalKeyUse.Decryption,
            _ => throw Refused(null),
        };

    private static RecordException Refused(Exception? cause) => new(
        new Phrase("đây không phải chứng thư số của một thiết bị (X.509, khóa P-256, chủ thể CN=mã thiết bị, mục đích khóa và nơi giữ khóa).", "this is not a terminal's certificate (X.509, a P-256 key, subject CN=terminal id, key usage and where the key is kept)."),
        cause);
}

/// <summary>What a terminal's key is for.</summary>
public enum TerminalKeyUse
{
    None = 0,

    /// <summary>Signs journals and authenticates the terminal: key usage digitalSignature, extended key usage clientAuth.</summary>
    Signing,

    /// <summary>Opens what the feed seals to the terminal: key usage keyAgreement.</summary>
    Decryption,
}
