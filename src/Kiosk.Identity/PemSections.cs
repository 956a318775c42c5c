using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Identity;

/// <summary>A file of PEM sections and nothing else (RFC 7468).</summary>
internal static class PemSections
{
    // Between them nothing: a section with a damaged boundary must not pass for one that was never written.
    /// <returns>Empty if it is anything else.</returns>
    public static IReadOnlyList<(string Label, byte[] Bytes)> Of(ReadOnlySpan<byte> content)
    {
        var text = Encoding.UTF8.GetString(content);
        var sections = new List<(string, byte[])>();
        while (PemEncoding.TryFind(text, out var found) && string.IsNullOrWhiteSpace(text[..found.Location.Start.Value]))
        {
            sections.Add((text[found.Label], Convert.FromBase64String(text[found.Base64Data])));
            text = text[found.Location.End..];
        }

        return string.IsNullOrWhiteSpace(text) ? sections : [];
    }
}
