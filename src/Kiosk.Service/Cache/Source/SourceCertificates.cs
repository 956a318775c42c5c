using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Verification.Certificates;

namespace Kiosk.Service.Cache.Source;

/// <summary>Certificates and CRLs as files, DER or PEM (RFC 7468), one object a file.</summary>
internal static class SourceCertificates
{
    private const int MaxCertificateLength = 64 * 1024;
    private const string CertificateLabel = "CERTIFICATE";
    private const string PemStart = "-----BEGIN ";

    /// <summary>The authorities of a subfolder in the order of the file names.</summary>
    /// <exception cref="CacheSourceException">A file is not one certificate.</exception>
    public static IReadOnlyList<Certificate> Read(string folder, string subfolder) =>
        [.. SourceLayout.Files(folder, subfolder, SourceLayout.CertificateEndings).Select(ReadAuthority)];

    /// <exception cref="CacheSourceException">There is not exactly one <c>registry</c> file, or it is not a certificate.</exception>
    public static byte[] ReadRegistry(string folder)
    {
        var files = SourceLayout.CertificateEndings.Select(ending => Path.Combine(folder, SourceLayout.Registry + ending)).Where(File.Exists).ToList();
        return files.Count switch
        {
            0 => throw new CacheSourceException($"{Path.Combine(folder, SourceLayout.Registry)}.crt is missing."),
            1 => ReadCertificate(files[0]),
            _ => throw new CacheSourceException($"{files[1]} is a second registry certificate beside {files[0]}."),
        };
    }

    /// <summary>The DER of a file that is either DER already or one PEM block with this label.</summary>
    /// <exception cref="CacheSourceException">It begins as PEM does and is not one block with this label.</exception>
    public static byte[] Unwrap(byte[] content, string label, string path)
    {
        if (!content.AsSpan().StartsWith(Encoding.ASCII.GetBytes(PemStart)))
        {
            return content;
        }

        var text = Encoding.ASCII.GetString(content).AsSpan().TrimEnd();
        if (!PemEncoding.TryFind(text, out var fields) || fields.Location.End.Value != text.Length || fields.Location.Start.Value != 0 || !text[fields.Label].SequenceEqual(label))
        {
            throw new CacheSourceException($"{path} is not one PEM block with the label {label}.");
        }

        return Convert.FromBase64String(new(text[fields.Base64Data]));
    }

    private static Certificate ReadAuthority(string path)
    {
        try
        {
            return Certificate.Parse(Unwrap(SourceFile.Read(path, MaxCertificateLength), CertificateLabel, path));
        }
        catch (CertificateException e)
        {
            throw new CacheSourceException($"{path} is not a certificate that can be used: {e.Message}", e);
        }
    }

    // The registry's certificate only receives; any algorithm that the platform can encrypt to will do.
    private static byte[] ReadCertificate(string path)
    {
        var der = Unwrap(SourceFile.Read(path, MaxCertificateLength), CertificateLabel, path);
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.RawDataMemory.Span.SequenceEqual(der)
                ? der
                : throw new CacheSourceException($"{path} holds more than one certificate.");
        }
        catch (CryptographicException e)
        {
            throw new CacheSourceException($"{path} is not a certificate.", e);
        }
    }
}
