using System.Security.Cryptography.X509Certificates;
using Kiosk.Verification.Crls;

namespace Kiosk.Trials.Pki;

/// <summary>A card issued by a test authority. Each method returns a copy with one change, valid or not.</summary>
internal sealed record IssuedCard
{
    /// <summary>An arbitrary FASC-N.</summary>
    private static readonly byte[] SomeFascN = Convert.FromHexString("D4E739D821086C1084210D8360D8210842108421804210C3F3");

    private readonly Lazy<ReadOnlyMemory<byte>> certificate;

    public IssuedCard() => certificate = new(IssueCertificate);

    private IssuedCard(IssuedCard original)
    {
        certificate = new(IssueCertificate);
        (SerialNumber, Uuid, Key, Authority) = (original.SerialNumber, original.Uuid, original.Key, original.Authority);
        (NotBefore, NotAfter, Extensions) = (original.NotBefore, original.NotAfter, original.Extensions);
        (Revocation, Forgery) = (original.Revocation, original.Forgery);
        (FascN, Chuid) = (original.FascN, original.Chuid);
    }

    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    public required Guid Uuid { get; init; }

    /// <summary>The key in the certificate, with which the card answers.</summary>
    public required KeyPair Key { get; init; }

    public required CertificateAuthority Authority { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The entry for the authority's CRL, or null.</summary>
    public RevokedCertificate? Revocation { get; init; }

    /// <summary>25 bytes, stated in the certificate; null if the card has none.</summary>
    public ReadOnlyMemory<byte>? FascN { get; init; }

    /// <summary>The value inside tag 53; null if the card has none.</summary>
    public ReadOnlyMemory<byte>? Chuid { get; init; }

    /// <summary>DER, issued on first use.</summary>
    public ReadOnlyMemory<byte> Certificate => certificate.Value;

    private IReadOnlyList<X509Extension>? Extensions { get; init; }

    private Func<ReadOnlyMemory<byte>, byte[]>? Forgery { get; init; }

    private CardCertificateRequest Request => new(Uuid, Key.PublicKey, NotBefore, NotAfter) { SerialNumber = SerialNumber, FascN = FascN, Extensions = Extensions };

    public IssuedCard RevokedAt(DateTimeOffset instant, CrlReason reason = CrlReason.KeyCompromise) =>
        this with { Revocation = new RevokedCertificate(SerialNumber, instant, reason) };

    public IssuedCard ValidFrom(DateTimeOffset notBefore) => this with { NotBefore = notBefore };

    public IssuedCard ValidTo(DateTimeOffset notAfter) => this with { NotAfter = notAfter };

    public IssuedCard IssuedBy(CertificateAuthority authority) => this with { Authority = authority };

    /// <summary>Sets the serial number, big-endian.</summary>
    public IssuedCard WithSerialNumber(params byte[] serialNumber) => this with { SerialNumber = serialNumber };

    /// <summary>Adds an extension, replacing any with the same OID.</summary>
    public IssuedCard With(X509Extension extension) =>
        this with { Extensions = [.. CurrentExtensions.Where(other => other.Oid!.Value != extension.Oid!.Value), extension] };

    public IssuedCard Without(string oid) => this with { Extensions = [.. CurrentExtensions.Where(other => other.Oid!.Value != oid)] };

    public IssuedCard WithUris(params string[] uris) => With(CardExtensions.SubjectAltName(uris));

    /// <summary>States a FASC-N in the certificate.</summary>
    public IssuedCard WithFascN(ReadOnlyMemory<byte>? fascN = null) => this with { FascN = fascN ?? SomeFascN };

    /// <summary>Adds a signed CHUID, by default with the card's own values.</summary>
    /// <param name="expires">The certificate's last day by default.</param>
    /// <param name="signsErrorDetectionCode">Whether the signature also covers FE 00, as on some cards in the field.</param>
    public IssuedCard WithChuid(ContentSigner signer, Guid? uuid = null, ReadOnlyMemory<byte>? fascN = null, DateOnly? expires = null, bool signsErrorDetectionCode = false) => this with
    {
        Chuid = signer.IssueChuid(fascN ?? FascN ?? SomeFascN, uuid ?? Uuid, expires ?? DateOnly.FromDateTime(NotAfter.UtcDateTime), signsErrorDetectionCode),
    };

    /// <summary>Changes the CHUID after signing.</summary>
    public IssuedCard WithForgedChuid(Func<ReadOnlyMemory<byte>, byte[]> forgery) => this with { Chuid = forgery(Chuid!.Value) };

    /// <summary>Changes the issued certificate, signature included.</summary>
    public IssuedCard Forged(Func<ReadOnlyMemory<byte>, byte[]> forgery) => this with { Forgery = forgery };

    /// <summary>Edits fields of the certificate before the genuine authority signs it.</summary>
    public IssuedCard Reissued(Action<TbsFields> edit) => Forged(der => CertificateForge.Reissue(der, Authority.Key, edit));

    private IReadOnlyList<X509Extension> CurrentExtensions => Extensions ?? CardExtensions.Standard(Request);

    private ReadOnlyMemory<byte> IssueCertificate()
    {
        var issued = Authority.IssueCard(Request);
        return Forgery is null ? issued : Forgery(issued);
    }
}
