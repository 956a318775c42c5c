using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Identity.Enrolment;

/// <summary>
/// A terminal's request for certificates: a PKCS #10 request (RFC 2986) signed by its signing key, and the token's proof over it. Without a proof it is a renewal, which the
/// signature of the enrolled key authenticates.
/// </summary>
/// <remarks>
/// The decryption key stands in the same request, as a private extension that holds its SubjectPublicKeyInfo: in a TPM it only decrypts and could not sign a request of its own,
/// and so one signature vouches for both.
/// </remarks>
internal sealed class EnrolmentRequest
{
    public const int MaxLength = 32 * 1024;

    private const string DecryptionKeyOid = "2.25.249923126545801887391906946231326347854";
    private const string RequestLabel = "CERTIFICATE REQUEST";
    private const string CommonName = "CN=";

    private readonly byte[] pkcs10;
    private readonly byte[]? proof;

    private EnrolmentRequest(byte[] pkcs10, byte[]? proof)
    {
        (this.pkcs10, this.proof) = (pkcs10, proof);
        var parsed = CertificateRequest.LoadSigningRequest(pkcs10, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        var decryption = ExtensionOf(parsed, DecryptionKeyOid).RawData;
        TerminalId = parsed.SubjectName.Name.StartsWith(CommonName, StringComparison.Ordinal) && TerminalRecordRules.IsId(parsed.SubjectName.Name[CommonName.Length..])
            ? parsed.SubjectName.Name[CommonName.Length..]
            : throw new CryptographicException("The subject is not a terminal's id.");
        KeyKind = TerminalCertificate.ReadKeyKind(ExtensionOf(parsed, TerminalCertificate.KeyKindOid)) ?? throw new CryptographicException("Where the key is kept is not stated.");
        (SigningKey, DecryptionKey) = (RequireP256(parsed.PublicKey), RequireP256(PublicKey.CreateFromSubjectPublicKeyInfo(decryption, out _)));
    }

    public string TerminalId { get; }

    /// <summary><c>file</c> or <c>tpm</c>, as the terminal states.</summary>
    public string KeyKind { get; }

    public PublicKey SigningKey { get; }

    public PublicKey DecryptionKey { get; }

    /// <summary>Whether the request uses no token: a terminal that is enrolled renews its certificates.</summary>
    public bool IsRenewal => proof is null;

    private static ReadOnlySpan<byte> Purpose => "kiosk.enrol.request.v1"u8;

    /// <param name="token">Null to renew.</param>
    /// <exception cref="KeyStoreException">The signing key cannot be used.</exception>
    public static EnrolmentRequest Create(string terminalId, IKeyStore keys, EnrolmentToken? token)
    {
        var request = new CertificateRequest($"{CommonName}{terminalId}", keys.SigningKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(TerminalCertificate.KeyKindExtension(keys.Kind));
        request.CertificateExtensions.Add(new X509Extension(DecryptionKeyOid, keys.DecryptionKey.ExportSubjectPublicKeyInfo(), critical: false));
        var signed = request.CreateSigningRequest();
        return new(signed, token?.Prove(Purpose, signed));
    }

    /// <summary>Reads a request and verifies its signature.</summary>
    /// <exception cref="EnrolmentException">It is not a whole request, or the signature is not by its own key.</exception>
    public static EnrolmentRequest Parse(string pem)
    {
        try
        {
            return PemBlocks.Read(pem) switch
            {
                [{ Label: RequestLabel, Content: var signed }, { Label: PemBlocks.ProofLabel, Content: var over }] => new(signed, over),
                [{ Label: RequestLabel, Content: var signed }] => new(signed, null),
                _ => throw Unusable(null),
            };
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException or System.Formats.Asn1.AsnContentException)
        {
            throw Unusable(e);
        }
    }

    /// <summary>Whether whoever made the request held this token. Takes constant time.</summary>
    public bool IsProvedBy(EnrolmentToken token) =>
        token.TerminalId == TerminalId && proof is not null && CryptographicOperations.FixedTimeEquals(token.Prove(Purpose, pkcs10), proof);

    public string ToPem() => PemBlocks.Write(proof is null ? [new(RequestLabel, pkcs10)] : [new(RequestLabel, pkcs10), new(PemBlocks.ProofLabel, proof)]);

    private static X509Extension ExtensionOf(CertificateRequest request, string oid) =>
        request.CertificateExtensions.FirstOrDefault(extension => extension.Oid?.Value == oid) ?? throw new CryptographicException($"The extension {oid} is missing.");

    private static PublicKey RequireP256(PublicKey key)
    {
        using var ecdsa = key.GetECDsaPublicKey();
        return ecdsa is { KeySize: 256 } ? key : throw new CryptographicException("A terminal's keys are on P-256.");
    }

    private static EnrolmentException Unusable(Exception? cause) => new(
        new Phrase(
            "đây không phải yêu cầu ghi danh nguyên vẹn của một thiết bị: hãy chạy lại kiosk enrol --request trên thiết bị và mang tệp mới đến.",
            "this is not a terminal's whole enrolment request: run kiosk enrol --request on the terminal again and bring the new file."),
        cause);
}
