using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Identity;

/// <summary>The key store without a TPM: a file readable only by the service's user (<see cref="KeyFileContent"/>). Anyone who has the file can pretend to be this terminal.</summary>
internal sealed class KeyFile : IKeyStore
{
    private readonly ECDiffieHellman decryption;

    private KeyFile(KeyFileContent content, bool isNew)
    {
        IsNew = isNew;
        (SigningKey, decryption, Secret) = (content.Signing, content.Decryption, content.Secret);
        DecryptionKey = PublicKey.CreateFromSubjectPublicKeyInfo(decryption.ExportSubjectPublicKeyInfo(), out _);
    }

    public string Kind => "file";

    public bool IsNew { get; }

    public ECDsa SigningKey { get; }

    public PublicKey DecryptionKey { get; }

    public StoredSecret Secret { get; }

    public IMonotonicCounter? Counter => null;

    /// <summary>Generates keys and writes them.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static KeyFile Create(string path, IDurableFiles files)
    {
        var content = KeyFileContent.Generate();
        files.Replace(path, content.Encode());
        return new(content, isNew: true);
    }

    /// <inheritdoc cref="Read(string, byte[], IDurableFiles?)"/>
    /// <returns>Null if there is no such file.</returns>
    public static KeyFile? Read(string path, IDurableFiles? files) => OwnerOnlyFile.Read(path) is { } content ? Read(path, content, files) : null;

    /// <summary>Reads the keys. A file without a decryption key, as earlier versions wrote it, gets one.</summary>
    /// <param name="bytes">What the file holds; zeroed.</param>
    /// <param name="files">Null to change nothing: a missing decryption key is then made for this object alone.</param>
    /// <exception cref="KeyStoreException">It is not a key file, or cannot be read or completed.</exception>
    public static KeyFile Read(string path, byte[] bytes, IDurableFiles? files)
    {
        try
        {
            var content = KeyFileContent.Parse(bytes)
                ?? throw new KeyStoreException(new(
                    $"{path} không chứa khóa của máy này: hai khóa P-256 dạng PEM và một bí mật dài {StoredSecret.Length} byte. Hãy đặt lại tệp mà máy đã tạo.",
                    $"{path} does not hold this terminal's keys: two P-256 keys in PEM and a secret of {StoredSecret.Length} bytes. Put back the file that the terminal made."));
            if (content.IsCompleted)
            {
                files?.Replace(path, content.Encode());
            }

            return new(content, content.IsCompleted);
        }
        catch (IOException cause)
        {
            throw new KeyStoreException(
                new Phrase($"Không ghi được khóa giải mã còn thiếu vào {path}", $"The decryption key that {path} lacks cannot be written to it").Because(SystemRefusal.SentenceOf(cause)), cause);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
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
}
