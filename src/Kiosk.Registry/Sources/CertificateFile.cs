using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Registry.Sources;

/// <summary>DER, or one PEM block (RFC 7468).</summary>
internal static class CertificateFile
{
    public const int GreatestLength = 64 * 1024;

    private const string PemStart = "-----BEGIN ";

    /// <exception cref="RegistryException">It begins as PEM does and is not one block with this label.</exception>
    public static byte[] Unwrap(byte[] content, string label, string path)
    {
        if (!content.AsSpan().StartsWith(Encoding.ASCII.GetBytes(PemStart)))
        {
            return content;
        }

        var text = Encoding.ASCII.GetString(content).AsSpan().TrimEnd();
        return PemEncoding.TryFind(text, out var fields) && fields.Location.Start.Value == 0 && fields.Location.End.Value == text.Length && text[fields.Label].SequenceEqual(label)
            ? Convert.FromBase64String(new(text[fields.Base64Data]))
            : throw new RegistryException($"{path} is not one PEM block with the label {label}.");
    }
}
