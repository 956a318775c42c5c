using System.Security.Cryptography;
using System.Text;
using Kiosk.Source.Problems;

namespace Kiosk.Source.Folders;

/// <summary>DER, or one PEM block (RFC 7468).</summary>
internal static class CertificateFile
{
    public const int MaxLength = 64 * 1024;

    private const string PemStart = "-----BEGIN ";

    /// <exception cref="RegistryException">It starts like PEM but is not one block with this label.</exception>
    public static byte[] Unwrap(byte[] content, string label, string path)
    {
        if (content.Length == 0)
        {
            throw RegistryException.In(path, new("tệp trống.", "the file is empty."));
        }

        if (!content.AsSpan().StartsWith(Encoding.ASCII.GetBytes(PemStart)))
        {
            return content;
        }

        var text = Encoding.ASCII.GetString(content).AsSpan().TrimEnd();
        if (!PemEncoding.TryFind(text, out var fields) || fields.Location.Start.Value != 0)
        {
            throw RegistryException.In(path, new("tệp mở đầu như PEM nhưng khối dữ liệu bị cắt hoặc hỏng (RFC 7468).", "it begins as PEM does, but its block is cut off or damaged (RFC 7468)."));
        }

        return !text[fields.Label].SequenceEqual(label) ? throw RegistryException.In(path, new($"đây là PEM có nhãn {text[fields.Label]}; ở đây cần {label}.", $"it is PEM with the label {text[fields.Label]}; {label} belongs here."))
            : fields.Location.End.Value != text.Length ? throw RegistryException.In(path, new("có nhiều khối PEM: hãy tách mỗi khối thành một tệp riêng.", "there is more than one PEM block: put each into a file of its own."))
            : Convert.FromBase64String(new(text[fields.Base64Data]));
    }
}
