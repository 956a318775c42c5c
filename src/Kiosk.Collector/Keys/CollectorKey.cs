using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Keys;

/// <summary>The collector's P-256 key, a file of its own: cosigns receipts and proves the collector's identity in TLS. It is no key of the feed.</summary>
internal sealed class CollectorKey : INoteSigner, IDisposable
{
    private const string FileName = "collector.key";
    private const string PublicFileName = "collector.pub";
    private const int MaxLength = 1 << 16;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(2);

    private readonly Lock gate = new();
    private readonly ECDsa key;

    private CollectorKey(ECDsa key, string name) => (this.key, Key) = (key, NoteKey.Create(name, key.ExportSubjectPublicKeyInfo()));

    public NoteKey Key { get; }

    /// <summary>What terminals verify receipts with.</summary>
    public CosignerKey Cosigner => CosignerKey.Of(Key);

    /// <summary>Opens the key in the collector's folder, or makes one there, and writes its public half beside it.</summary>
    /// <param name="name">The collector's name, as its receipts state it.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="CryptographicException">The file is not a P-256 key, or the name cannot be one.</exception>
    public static CollectorKey Open(string folder, string name, IDurableFiles files)
    {
        var path = Path.Combine(folder, FileName);
        var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            if (File.Exists(path))
            {
                pair.ImportFromPem(Encoding.ASCII.GetString(RegularFile.Read(path, MaxLength)));
            }
            else
            {
                DurableFolder.Create(folder, files);
                files.Replace(path, Encoding.ASCII.GetBytes(pair.ExportPkcs8PrivateKeyPem() + "\n"));
                File.SetUnixFileMode(path, OwnerOnly);
            }

            var opened = new CollectorKey(pair, name);
            files.Replace(Path.Combine(folder, PublicFileName), Encoding.ASCII.GetBytes($"{opened.Cosigner}\n"));
            return opened;
        }
        catch
        {
            pair.Dispose();
            throw;
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        lock (gate)
        {
            return key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    /// <summary>Signs as somebody else of this collector's, such as its support desk, with the same key.</summary>
    public INoteSigner SignerFor(string name) => new NamedSigner(this, NoteKey.Create(name, key.ExportSubjectPublicKeyInfo()));

    /// <summary>A certificate of the key's own, by which terminals and an upstream collector recognise the key.</summary>
    public X509Certificate2 CreateCertificate(DateTimeOffset now)
    {
        var request = new CertificateRequest($"CN={Key.Name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        return request.CreateSelfSigned(now - ClockSkew, now.AddYears(10));
    }

    public void Dispose() => key.Dispose();

    private sealed class NamedSigner(CollectorKey owner, NoteKey named) : INoteSigner
    {
        public NoteKey Key => named;

        public byte[] Sign(ReadOnlySpan<byte> text) => owner.Sign(text);
    }
}
