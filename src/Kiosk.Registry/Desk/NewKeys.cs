using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Metadata;
using Kiosk.Registry.Files;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Desk;

/// <summary>Generates new keys and stores them.</summary>
/// <param name="PassPhrase">Null leaves them unencrypted. Never used for timestamp and snapshot, which are renewed unattended.</param>
/// <param name="RootFolder">The folder for root keys; null for the desk's <c>keys</c>.</param>
internal sealed record NewKeys(KeyAlgorithm Algorithm = KeyAlgorithm.P256, char[]? PassPhrase = null, string? RootFolder = null)
{
    /// <summary>Writes a key and its public half, never overwriting another.</summary>
    /// <param name="name">ROLE-NUMBER.</param>
    /// <param name="made">Receives the path of each file before it is written.</param>
    /// <returns>The settings that name both.</returns>
    public KeySettings Make(RegistryDesk desk, string role, string name, ICollection<string> made)
    {
        var path = role == RoleName.Root && RootFolder is not null ? Path.Combine(Path.GetFullPath(RootFolder), $"{name}.pem") : $"keys/{name}.pem";
        var publicPath = $"keys/{name}.pub.pem";
        PrivateFile.CreateFolder(Path.GetDirectoryName(desk.At(path))!);
        if (File.Exists(desk.At(path)))
        {
            throw new RegistryException(new($"đã có {desk.At(path)}, có thể là khóa của bàn phát hành khác: hãy nêu thư mục khác, hoặc dời tệp đi.", $"{desk.At(path)} is there already and may be another desk's key: give another folder, or move it away."));
        }

        made.Add(desk.At(path));
        made.Add(desk.At(publicPath));
        using var key = NewKeyPair.Make(Algorithm);
        var isEncrypted = PassPhrase is not null && role is not (RoleName.Timestamp or RoleName.Snapshot);
        var pem = Encoding.ASCII.GetBytes((isEncrypted ? key.ToPem(PassPhrase) : key.ToPem()) + "\n");
        PrivateFile.Write(desk.At(path), pem);
        CryptographicOperations.ZeroMemory(pem);
        PrivateFile.Write(desk.At(publicPath), Encoding.ASCII.GetBytes(key.PublicPem + "\n"));
        return new(Pem: path, Public: publicPath);
    }
}
