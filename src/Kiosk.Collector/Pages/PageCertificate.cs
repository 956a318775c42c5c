using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>The certificate that browsers see.</summary>
internal static class PageCertificate
{
    private const string FileName = "page.pem";

    /// <summary>In bytes: a chain and its key are far shorter.</summary>
    private const int MaxLength = 1 << 20;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <param name="data">The collector's folder, where one that is made up is kept.</param>
    /// <param name="path">A PEM file with the certificate and its private key; null if none is named.</param>
    /// <param name="makesUp">Whether one is made up if none is named: browsers warn of it.</param>
    /// <returns>Null if there is none: the page is not served.</returns>
    /// <exception cref="PageCertificateException">The file holds no certificate with its key.</exception>
    public static X509Certificate2? Open(string data, string? path, bool makesUp, IDurableFiles files, TimeProvider time)
    {
        if (path is null && !makesUp)
        {
            return null;
        }

        var file = path ?? Path.Combine(data, FileName);
        if (path is null && !File.Exists(file))
        {
            MakeUp(file, files, time.GetUtcNow());
        }

        try
        {
            var pem = Encoding.ASCII.GetString(RegularFile.Read(file, MaxLength));
            return X509Certificate2.CreateFromPem(pem, pem);
        }
        catch (CryptographicException unusable)
        {
            throw new PageCertificateException(new(
                $"{file} phải có một chứng thư số và khóa bí mật của nó, dạng PEM.", $"{file} must hold a certificate and its private key, in PEM."), unusable);
        }
    }

    private static void MakeUp(string path, IDurableFiles files, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        files.Replace(path, Encoding.ASCII.GetBytes($"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}

/// <summary>The page's certificate cannot be used.</summary>
internal sealed class PageCertificateException(Phrase sentence, Exception cause) : SentenceException(sentence, cause);
