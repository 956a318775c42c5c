using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Registry.Judging;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Sources;

/// <summary>Certificates and revocation lists of the source folder. Checks only what kind of file they are.</summary>
internal static class CryptographicFile
{
    private const int MaxCrlLength = 128 * 1024 * 1024;
    private const string RevocationLists = "X509 CRL";
    private const string Certificates = "CERTIFICATE";

    /// <exception cref="RegistryException">Not one certificate.</exception>
    public static byte[] ReadCertificate(string path, string root)
    {
        var der = CertificateFile.Unwrap(SourceFile.Read(path, root, CertificateFile.MaxLength), Certificates, path);
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.RawDataMemory.Span.SequenceEqual(der) ? der : throw RegistryException.In(path, new("sau chứng thư số còn dữ liệu khác: hãy để mỗi chứng thư số trong một tệp riêng.", "something follows the certificate: put each certificate into a file of its own."));
        }
        catch (CryptographicException e)
        {
            throw RegistryException.In(path, CrlShape.IssuerOf(der) is not null ? new("đây là danh sách thu hồi, không phải chứng thư số: hãy chuyển sang thư mục crls.", "this is a revocation list and no certificate: it belongs into crls.") : new("đây không phải chứng thư số, cả dạng DER lẫn PEM (RFC 5280, 4.1).", "this is not a certificate, neither DER nor PEM (RFC 5280, 4.1)."), e);
        }
    }

    /// <summary>Checks the outermost structure (RFC 5280, 5.1); verification decides whether terminals accept the list.</summary>
    /// <exception cref="RegistryException">Not one list.</exception>
    public static byte[] ReadCrl(string path, string root)
    {
        var der = CertificateFile.Unwrap(SourceFile.Read(path, root, MaxCrlLength), RevocationLists, path);
        return CrlShape.IssuerOf(der) is not null ? der
            : HasShapeOfCertificate(der) ? throw RegistryException.In(path, new("đây là chứng thư số, không phải danh sách thu hồi: hãy chuyển sang thư mục issuers hoặc anchors.", "this is a certificate and no revocation list: it belongs into issuers or anchors."))
            : throw RegistryException.In(path, new("đây không phải danh sách thu hồi chứng thư số, cả dạng DER lẫn PEM (RFC 5280, 5.1).", "this is not a certificate revocation list, neither DER nor PEM (RFC 5280, 5.1)."));
    }

    private static bool HasShapeOfCertificate(byte[] der)
    {
        try
        {
            return SignedSequence(der).PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 0 };
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>The signed part of SEQUENCE { part, algorithm, signature }.</summary>
    private static AsnReader SignedSequence(byte[] der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.BER);
        var signed = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var part = signed.ReadSequence();
        signed.ReadSequence();
        signed.ReadBitString(out _);
        signed.ThrowIfNotEmpty();
        return part;
    }
}
