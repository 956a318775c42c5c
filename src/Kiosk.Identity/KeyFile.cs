using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Durability;

namespace Kiosk.Identity;

/// <summary>The key store without a TPM: a file readable only by the service's user (<see cref="KeyFileContent"/>). Anyone who has the file can pretend to be this terminal.</summary>
internal sealed class KeyFile : IKeyStore
{
    private const int MaxLength = 8_192;

    private readonly ECDiffieHellman decryption;

    private KeyFile(KeyFileContent content)
    {
        (SigningKey, decryption, Secret) = (content.Signing, content.Decryption, content.Secret);
        DecryptionKey = PublicKey.CreateFromSubjectPublicKeyInfo(decryption.ExportSubjectPublicKeyInfo(), out _);
    }

    public string Kind => "file";

    public ECDsa SigningKey { get; }

    public PublicKey DecryptionKey { get; }

    public StoredSecret Secret { get; }

    /// <summary>Generates keys and writes them.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static KeyFile Create(string path, IDurableFiles files)
    {
        var content = KeyFileContent.Generate();
        files.Replace(path, content.Encode());
        return new(content);
    }

    /// <summary>Reads the keys. A file without a decryption key, as earlier versions wrote it, gets one.</summary>
    /// <param name="files">Null to change nothing: a missing decryption key is then made for this object alone.</param>
    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="KeyStoreException">It is not a regular file, is open to others, cannot be read or completed, or is not a key file.</exception>
    public static KeyFile? Read(string path, IDurableFiles? files)
    {
        try
        {
            return Place.KindOf(path) is PlaceKind.Absent ? null : new(ReadFile(path, files));
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new KeyStoreException($"The terminal's keys in {path} cannot be read: permission denied. {FolderOwner.RemedyFor(path)}", denied);
        }
        catch (NotAFileException other)
        {
            throw new KeyStoreException($"{path}: {other.Reason} The file holds the terminal's keys.", other);
        }
        catch (IOException cause)
        {
            throw new KeyStoreException($"The terminal's keys in {path} cannot be read: {cause.Message}", cause);
        }
    }

    public byte[] Agree(ECDiffieHellmanPublicKey peer) => decryption.DeriveRawSecretAgreement(peer);

    public X509Certificate2 WithSigningKey(X509Certificate2 certificate)
    {
        try
        {
            return certificate.CopyWithPrivateKey(SigningKey);
        }
        catch (ArgumentException other)
        {
            throw new CryptographicException("The certificate is not that of this terminal's signing key.", other);
        }
    }

    public void Dispose()
    {
        SigningKey.Dispose();
        decryption.Dispose();
    }

    private static KeyFileContent ReadFile(string path, IDurableFiles? files)
    {
        Place.RequireFile(path);
        using var file = PlainFile.TryOpenOwn(path) ?? throw new KeyStoreException($"{path} is a link. It holds the terminal's keys: put the file itself there.");
        if (FileStatus.Of(file) is not { IsOpenToOthers: false })
        {
            throw new KeyStoreException($"{path} is open to other users, and holds the terminal's keys: chmod 600 {ShellWord.Of(path)}");
        }

        var bytes = new byte[Math.Min(RandomAccess.GetLength(file), MaxLength)];
        try
        {
            var content = KeyFileContent.Parse(bytes.AsSpan(0, RandomAccess.Read(file, bytes, 0)))
                ?? throw new KeyStoreException($"{path} does not hold this terminal's keys: two P-256 keys in PEM and a secret of {StoredSecret.Length} bytes. Put back the file that the terminal made.");
            if (content.IsCompleted)
            {
                files?.Replace(path, content.Encode());
            }

            return content;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
