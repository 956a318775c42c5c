using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Identity.Enrolment;

/// <summary>A collector's request for a CA of its own below the desk's, so that terminals enrol with it: PKCS #10 (RFC 2986) in PEM, subject <c>CN=</c> the collector's name, a P-256 key.</summary>
internal sealed class AuthorityRequest
{
    public const int MaxLength = 16 * 1024;
    public const int MaxNameLength = 64;

    private readonly string pem;

    private AuthorityRequest(string pem)
    {
        this.pem = pem;
        var parsed = CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256);
        (Name, Key) = (parsed.SubjectName.EnumerateRelativeDistinguishedNames().Single().GetSingleElementValue() ?? "", parsed.PublicKey);
        using var key = Key.GetECDsaPublicKey();
        if (key is not { KeySize: 256 } || !IsName(Name))
        {
            throw new CryptographicException("A collector's CA has a name and a key on P-256.");
        }
    }

    public string Name { get; }

    public PublicKey Key { get; }

    /// <summary>Letters and digits of ASCII, spaces, dots, hyphens and underscores.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= MaxNameLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '-' or '_');

    /// <exception cref="EnrolmentException">The name cannot be one.</exception>
    public static AuthorityRequest Create(string name, ECDsa key)
    {
        if (!IsName(name))
        {
            throw new EnrolmentException(new(
                $"\"{name}\" không dùng làm tên máy thu thập được: tên gồm 1 đến {MaxNameLength} chữ không dấu, chữ số, khoảng trắng, dấu chấm, gạch nối và gạch dưới.",
                $"\"{name}\" cannot be a collector's name: 1 to {MaxNameLength} letters without accents, digits, spaces, dots, hyphens and underscores."));
        }

        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        return new(new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256).CreateSigningRequestPem() + "\n");
    }

    /// <summary>Reads a request and verifies its signature.</summary>
    /// <exception cref="EnrolmentException">It is not a whole request, or the signature is not by its own key.</exception>
    public static AuthorityRequest Parse(string pem)
    {
        try
        {
            return new(pem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or InvalidOperationException or AsnContentException)
        {
            throw new EnrolmentException(
                new(
                    "đây không phải yêu cầu nguyên vẹn của một máy thu thập: hãy chép lại tệp mà collector authority request đã ghi.",
                    "this is not a whole request of a collector: copy again the file that collector authority request wrote."),
                e);
        }
    }

    public string ToPem() => pem;
}
