using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Metadata;

namespace Kiosk.Registry.Desk;

/// <summary>How new keys are made and where they go.</summary>
/// <param name="Rsa">RSA of 3072 bits instead of P-256.</param>
/// <param name="PassPhrase">Null leaves them unencrypted. Never used for timestamp and snapshot: what renews them works unattended.</param>
/// <param name="RootFolder">Where root keys go; null for the desk's own <c>keys</c>.</param>
internal sealed record NewKeys(bool Rsa = false, char[]? PassPhrase = null, string? RootFolder = null)
{
    private const int RsaKeySize = 3072;

    /// <summary>Writes a key and its public half, never over another one.</summary>
    /// <param name="name">ROLE-NUMBER.</param>
    /// <param name="made">Gets the path of each file before it is written.</param>
    /// <returns>The settings that name both.</returns>
    public KeySettings Make(RegistryDesk desk, string role, string name, ICollection<string> made)
    {
        var path = role == RoleName.Root && RootFolder is not null ? Path.Combine(Path.GetFullPath(RootFolder), $"{name}.pem") : $"keys/{name}.pem";
        var publicPath = $"keys/{name}.pub.pem";
        PrivateFile.CreateFolder(Path.GetDirectoryName(desk.At(path))!);
        if (File.Exists(desk.At(path)))
        {
            throw new RegistryException($"{desk.At(path)} is there already and may be another desk's key: give another folder, or move it away.");
        }

        made.Add(desk.At(path));
        made.Add(desk.At(publicPath));
        using AsymmetricAlgorithm key = Rsa ? RSA.Create(RsaKeySize) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var isEncrypted = PassPhrase is not null && role is not (RoleName.Timestamp or RoleName.Snapshot);
        var pem = Encoding.ASCII.GetBytes(isEncrypted ? EncryptedPem.Encrypt(key, PassPhrase) : key.ExportPkcs8PrivateKeyPem() + "\n");
        PrivateFile.Write(desk.At(path), pem);
        CryptographicOperations.ZeroMemory(pem);
        PrivateFile.Write(desk.At(publicPath), Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n"));
        return new(Pem: path, Public: publicPath);
    }
}
