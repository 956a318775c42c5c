using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Metadata;
using Kiosk.Registry.Files;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Desk;

/// <summary>The desk's key that signs invitations. Its public half is published with each meeting that somebody may come to by invitation.</summary>
internal sealed class InvitationDesk(RegistryDesk desk)
{
    public const string KeyName = "keys/invitations.pem";

    private const string PublicName = "keys/invitations.pub.pem";
    private const int MaxKeyLength = 64 * 1024;

    public bool HasKey => Path.Exists(desk.At(PublicName));

    /// <summary>SubjectPublicKeyInfo, DER; null before the key was made.</summary>
    /// <exception cref="RegistryException">The file is no public key.</exception>
    public ReadOnlyMemory<byte>? PublicKey
    {
        get
        {
            var path = desk.At(PublicName);
            if (!HasKey)
            {
                return null;
            }

            try
            {
                using var key = ECDsa.Create();
                key.ImportFromPem(Encoding.ASCII.GetString(BoundedFile.Read(path, MaxKeyLength)));
                return key.ExportSubjectPublicKeyInfo();
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                throw RegistryException.In(path, new("đây không phải khóa công khai P-256: hãy khôi phục từ bản sao lưu.", "this is no P-256 public key: restore it from a backup."), e);
            }
        }
    }

    /// <summary>Makes the key; an existing one stays in its place.</summary>
    /// <param name="passPhrase">Null leaves the key unencrypted.</param>
    /// <exception cref="RegistryException">There is a key already.</exception>
    public void MakeKey(char[]? passPhrase)
    {
        if (HasKey)
        {
            throw new RegistryException(new($"đã có {desk.At(PublicName)}: giấy mời đã cấp dùng khóa này.", $"{desk.At(PublicName)} is there already: invitations that were issued rest on it."));
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFile.CreateFolder(Path.GetDirectoryName(desk.At(KeyName))!);
        // The public half last: where it is, the private one is too.
        PrivateFile.Write(desk.At(KeyName), Encoding.ASCII.GetBytes((passPhrase is null ? key.ExportPkcs8PrivateKeyPem() : EncryptedPem.Encrypt(key.ExportPkcs8PrivateKey(), passPhrase)) + "\n"));
        PrivateFile.Write(desk.At(PublicName), Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n"));
    }

    /// <param name="path">Where the private key lies.</param>
    /// <exception cref="RegistryException">It is missing, or not the private half of the one that is published.</exception>
    /// <exception cref="SigningException">No pass phrase opens it.</exception>
    public ECDsa OpenKey(string path, PassPhrases passPhrases)
    {
        if (PublicKey is not { } published)
        {
            throw new RegistryException(new("Bàn phát hành chưa có khóa ký giấy mời: hãy chạy registry invitations key, rồi registry publish.", "The desk has no key that signs invitations yet: registry invitations key makes it; then registry publish."));
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(passPhrases.Open(KeyRing.ReadText(path), path));
            if (key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(published.Span))
            {
                return key;
            }
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw RegistryException.In(path, new("đây không phải khóa riêng: hãy khôi phục từ bản sao lưu.", "this is no private key: restore it from a backup."), e);
        }

        key.Dispose();
        throw RegistryException.In(path, new($"đây không phải nửa bí mật của {desk.At(PublicName)}: hãy đặt đúng tệp vào đó.", $"this is not the private half of {desk.At(PublicName)}: put the right file there."));
    }
}
