using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Identity.Enrolment;

/// <summary>Where the collector answers, and the key by which it is recognised.</summary>
/// <param name="Url">https, with a path that ends in a slash.</param>
/// <param name="Pin">SHA-256 of the SubjectPublicKeyInfo of its TLS certificate, in Base64url.</param>
internal sealed record CollectorAddress(Uri Url, string Pin)
{
    public const int MaxUrlLength = 200;

    public static string PinOf(X509Certificate2 certificate) => Base64Url.EncodeToString(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    public static bool TryParse(string url, string pin, [NotNullWhen(true)] out CollectorAddress? address)
    {
        address = url.Length <= MaxUrlLength
            && Uri.TryCreate(url.EndsWith('/') ? url : url + "/", UriKind.Absolute, out var parsed)
            && parsed.Scheme == Uri.UriSchemeHttps && parsed.Query.Length == 0 && parsed.Fragment.Length == 0 && parsed.UserInfo.Length == 0
            && Base64Url.IsValid(pin, out var length) && length == SHA256.HashSizeInBytes
                ? new(parsed, pin)
                : null;
        return address is not null;
    }

    /// <summary>Whether a server with this certificate is the collector. Neither names nor issuers count.</summary>
    public bool Recognises(X509Certificate2 certificate) => PinOf(certificate) == Pin;
}
