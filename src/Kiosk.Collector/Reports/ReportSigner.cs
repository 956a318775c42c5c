using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>Signs reports: detached CMS (RFC 5652) beside the file, with the signer's certificate and the time. <c>openssl cms -verify -binary -inform DER -in FILE.p7s -content FILE</c> checks it.</summary>
internal static class ReportSigner
{
    public const string Ending = ".p7s";

    /// <summary>In bytes: a chain and its key are far shorter.</summary>
    private const int MaxLength = 1 << 20;

    /// <param name="path">PEM with a certificate and its private key.</param>
    /// <exception cref="ReportException">The file is not that.</exception>
    public static X509Certificate2 Open(string path)
    {
        try
        {
            var pem = Encoding.ASCII.GetString(RegularFile.Read(path, MaxLength));
            return X509Certificate2.CreateFromPem(pem, pem);
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ReportException(
                new($"{path} không dùng để ký được: cần một tệp PEM có chứng thư số và khóa riêng.", $"{path} cannot sign: a PEM file with a certificate and its private key is needed."), unusable);
        }
    }

    /// <exception cref="ReportException">The certificate is not in force: nobody could verify what it signs.</exception>
    public static byte[] Sign(ReadOnlyMemory<byte> content, X509Certificate2 certificate, DateTimeOffset now)
    {
        var (begins, ends) = (new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        if (now < begins || now >= ends)
        {
            var (from, until) = (LocalFormat.Day(begins), LocalFormat.Day(ends));
            throw new ReportException(new(
                $"Chứng thư số ký báo cáo có hiệu lực từ {from} đến {until}: hãy thay chứng thư số, hoặc kiểm tra giờ của máy này.",
                $"The certificate that signs reports is good from {from} to {until}: replace it, or check this machine's clock."));
        }

        var message = new SignedCms(new ContentInfo(content.ToArray()), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { DigestAlgorithm = new("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(now.UtcDateTime));
        message.ComputeSignature(signer, silent: true);
        return message.Encode();
    }
}
