using System.Security.Cryptography;
using Kiosk.Feed.Sealing;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Desk;

/// <summary>Readers of the sealed feed who are let in by a file: <c>readers/ID.pem</c>, a P-256 public key in PEM, such as the collector's.</summary>
internal sealed class DeskReaders(RegistryDesk desk)
{
    private const string FolderName = "readers";
    private const string Ending = ".pem";
    private const string Label = "PUBLIC KEY";

    /// <summary>Whether the folder is kept here.</summary>
    public bool Exist => Directory.Exists(desk.At(FolderName));

    /// <exception cref="RegistryException">A file is not such a key.</exception>
    public IReadOnlyList<AudienceReader> All() =>
        Exist ? [.. Directory.EnumerateFiles(desk.At(FolderName), "*" + Ending).Order(StringComparer.Ordinal).Select(Read)] : [];

    /// <summary>Where a reader's key lies.</summary>
    public string PathOf(string id) => Path.Combine(desk.At(FolderName), id + Ending);

    private static AudienceReader Read(string path)
    {
        try
        {
            var pem = KeyRing.ReadText(path);
            if (PemEncoding.TryFind(pem, out var fields) && pem[fields.Label] is Label)
            {
                var key = Convert.FromBase64String(pem[fields.Base64Data]);
                HpkeRecipient.PointOf(key);
                return new(Path.GetFileName(path)[..^Ending.Length], key);
            }
        }
        catch (SealException e)
        {
            throw Unusable(path, e);
        }

        throw Unusable(path, null);
    }

    private static RegistryException Unusable(string path, Exception? cause) => RegistryException.In(
        path,
        new("đây không phải khóa công khai P-256 dạng PEM của bên được cấp quyền đọc: hãy lấy lại khóa từ bên đó, hoặc bỏ tệp đi.", "this is not the P-256 public key in PEM of somebody who is let in: get it from them again, or take the file away."),
        cause);
}
