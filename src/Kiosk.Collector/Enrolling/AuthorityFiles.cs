using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Durability;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Collector.Enrolling;

/// <summary>The collector's CA for terminals in its folder <c>enrolment</c>: <c>ca.key</c>, <c>ca.pem</c> up to the desk's root, <c>request.key</c> while the desk signs, <c>former.pem</c>.</summary>
internal sealed class AuthorityFiles(string data, IDurableFiles files)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    /// <summary>In bytes, of a file; <see cref="Former"/> grows by a certificate with each replacement.</summary>
    private const int MaxLength = 1 << 20;

    public string Folder { get; } = Path.Combine(data, "enrolment");

    private string Key => Path.Combine(Folder, "ca.key");

    private string Certificates => Path.Combine(Folder, "ca.pem");

    private string RequestKey => Path.Combine(Folder, "request.key");

    private string FormerFile => Path.Combine(Folder, "former.pem");

    public bool Exist => File.Exists(Certificates);

    /// <summary>CAs that were replaced, in PEM; empty if there are none.</summary>
    public string Former => File.Exists(FormerFile) ? Read(FormerFile) : "";

    /// <exception cref="EnrolmentException">Key and certificate do not belong together, or cannot be read.</exception>
    public TerminalAuthority Load()
    {
        var certificates = Read(Certificates);
        if (File.Exists(RequestKey) && IsKeyOf(certificates, Read(RequestKey)))
        {
            // The power was cut before the new key took its place.
            Install();
        }

        return TerminalAuthority.Load(File.Exists(Key) ? Read(Key) : "", certificates);
    }

    public void Write(string keyPem, string certificatesPem)
    {
        CreateFolder();
        WritePrivate(Key, keyPem);
        files.Replace(Certificates, Encoding.ASCII.GetBytes(certificatesPem));
    }

    /// <summary>Makes a new key, which waits for the desk's signature.</summary>
    /// <exception cref="EnrolmentException">The name cannot be one.</exception>
    public AuthorityRequest Request(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = AuthorityRequest.Create(name, key);
        CreateFolder();
        WritePrivate(RequestKey, key.ExportPkcs8PrivateKeyPem() + "\n");
        return request;
    }

    /// <summary>Puts a CA that the desk signed in force.</summary>
    /// <param name="certificatesPem">Its certificate first, the desk's root last.</param>
    /// <exception cref="EnrolmentException">It is not for the key that waits, not whole, or of another desk than the CA before it.</exception>
    public void Install(string certificatesPem, DateTimeOffset now)
    {
        if (!File.Exists(RequestKey) || !IsKeyOf(certificatesPem, Read(RequestKey)))
        {
            throw new EnrolmentException(new(
                "đây không phải chứng thư số cho yêu cầu mới nhất của máy thu thập này: hãy chạy collector authority request và ký yêu cầu đó bằng registry terminal authority.",
                "this is no certificate for this collector's newest request: run collector authority request, and have it signed by registry terminal authority."));
        }

        var chain = CertificatesIn(certificatesPem);
        if (chain.Count < 2 || !TerminalChain.IsIssuedBy(chain[0], [.. chain.Skip(1)], now))
        {
            throw new EnrolmentException(new(
                "chứng thư số này không dẫn đến CA của bàn phát hành, hoặc không có hiệu lực lúc này: hãy chép lại cả tệp mà registry terminal authority đã ghi.",
                "this certificate does not lead to the desk's CA, or is not valid now: copy again the whole file that registry terminal authority wrote."));
        }

        if (Exist)
        {
            var before = CertificatesIn(Read(Certificates));
            if (!before[^1].AsSpan().SequenceEqual(chain[^1]))
            {
                throw new EnrolmentException(new(
                    "máy thu thập này đang dùng CA khác (của bàn khác, hoặc CA dùng thử): hãy bắt đầu với một thư mục --data mới.",
                    "this collector already has another CA (another desk's, or one made up to try things out): begin with a new --data folder."));
            }

            files.Replace(FormerFile, Encoding.ASCII.GetBytes(Former + PemEncoding.WriteString("CERTIFICATE", before[0]) + "\n"));
        }

        files.Replace(Certificates, Encoding.ASCII.GetBytes(certificatesPem));
        Install();
    }

    private void Install()
    {
        WritePrivate(Key, Read(RequestKey));
        File.Delete(RequestKey);
        files.SyncFolder(Folder);
    }

    private void CreateFolder() => DurableFolder.Create(Folder, files);

    private static string Read(string path) => Encoding.ASCII.GetString(RegularFile.Read(path, MaxLength));

    private void WritePrivate(string path, string content)
    {
        files.Replace(path, Encoding.ASCII.GetBytes(content));
        File.SetUnixFileMode(path, OwnerOnly);
    }

    private static bool IsKeyOf(string certificatesPem, string keyPem)
    {
        try
        {
            using var authority = TerminalAuthority.Load(keyPem, certificatesPem);
            return true;
        }
        catch (EnrolmentException)
        {
            return false;
        }
    }

    private static List<byte[]> CertificatesIn(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        List<byte[]> found = [.. certificates.Select(one => one.RawData)];
        foreach (var certificate in certificates)
        {
            certificate.Dispose();
        }

        return found;
    }
}
