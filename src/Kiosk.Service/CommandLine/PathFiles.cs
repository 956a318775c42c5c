using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Verification;
using Kiosk.Verification.Paths;

namespace Kiosk.Service.CommandLine;

/// <summary>
/// Reads the files of <c>kiosk trust verify-path</c>: DER, or PEM with any number of blocks and any text around them. A file that cannot be read is misuse; one that
/// holds something broken is not, because a broken intermediate or list is simply of no use.
/// </summary>
internal sealed class PathFiles
{
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0);
    private static readonly string[] CertificateLabels = ["CERTIFICATE", "X509 CERTIFICATE"];
    private static readonly string[] CrlLabels = ["X509 CRL"];

    private readonly List<string> ignored = [];

    /// <summary>A sentence for each file or block that was of no use because of its form.</summary>
    public IReadOnlyList<string> Ignored => ignored;

    /// <returns>The certificate to judge and whatever follows it in its file, or why the file's certificate cannot be judged.</returns>
    /// <exception cref="InputException">The file cannot be read, or is no certificate at all.</exception>
    public (IReadOnlyList<PathCertificate> Certificates, CertificateException? Fault) ReadTarget(string path)
    {
        var blocks = BlocksOf(path, CertificateLabels);
        if (blocks.Count == 0 || !IsCertificate(blocks[0]))
        {
            throw new InputException($"{path}: holds no certificate, neither DER nor PEM.");
        }

        try
        {
            var target = Parse(blocks[0]);
            return ([target, .. ParseAll(path, blocks.Skip(1))], null);
        }
        catch (CertificateException refused)
        {
            return ([], refused);
        }
    }

    /// <exception cref="InputException">A file cannot be read, or holds no certificate at all.</exception>
    public IReadOnlyList<PathCertificate> ReadAnchors(string[] paths)
    {
        var anchors = new List<PathCertificate>();
        foreach (var path in paths)
        {
            var blocks = BlocksOf(path, CertificateLabels);
            if (!blocks.Exists(IsCertificate))
            {
                throw new InputException($"{path}: holds no certificate, neither DER nor PEM.");
            }

            anchors.AddRange(ParseAll(path, blocks));
        }

        return anchors;
    }

    /// <exception cref="InputException">A file cannot be read.</exception>
    public IReadOnlyList<PathCertificate> ReadIntermediates(string[] paths) =>
        [.. paths.SelectMany(path => ParseAll(path, NotEmpty(path, BlocksOf(path, CertificateLabels))))];

    /// <exception cref="InputException">A file cannot be read.</exception>
    public IReadOnlyList<PathCrl> ReadCrls(string[] paths)
    {
        var crls = new List<PathCrl>();
        foreach (var path in paths)
        {
            foreach (var block in NotEmpty(path, BlocksOf(path, CrlLabels)))
            {
                try
                {
                    crls.Add(new PathCrl(CrlParser.Parse(block, X509Reading.Tolerant)));
                }
                catch (CrlException refused)
                {
                    ignored.Add($"{path}: {refused.Message}");
                }
            }
        }

        return crls;
    }

    private IEnumerable<PathCertificate> ParseAll(string path, IEnumerable<byte[]> blocks)
    {
        foreach (var block in blocks)
        {
            PathCertificate certificate;
            try
            {
                certificate = Parse(block);
            }
            catch (CertificateException refused)
            {
                ignored.Add($"{path}: {refused.Message}");
                continue;
            }

            yield return certificate;
        }
    }

    private static PathCertificate Parse(byte[] der) => new(Certificate.Parse(der, X509Reading.Tolerant));

    private List<byte[]> NotEmpty(string path, List<byte[]> blocks)
    {
        if (blocks.Count == 0)
        {
            ignored.Add($"{path}: holds nothing of the kind, neither DER nor PEM.");
        }

        return blocks;
    }

    private static List<byte[]> BlocksOf(string path, string[] labels)
    {
        var content = CardFiles.Read(path);
        if (content is [0x30, ..])
        {
            return [content];
        }

        var blocks = new List<byte[]>();
        var text = Encoding.Latin1.GetString(content).AsSpan();
        while (PemEncoding.TryFind(text, out var fields))
        {
            if (labels.AsSpan().Contains(text[fields.Label].ToString()))
            {
                blocks.Add(Convert.FromBase64String(text[fields.Base64Data].ToString()));
            }

            text = text[fields.Location.End..];
        }

        return blocks;
    }

    /// <summary>Enough of a Certificate in whatever encoding to tell a bad one from another file: a CRL has a time where a certificate has its validity.</summary>
    private static bool IsCertificate(byte[] file)
    {
        try
        {
            var tbs = new AsnReader(file, AsnEncodingRules.BER).ReadSequence().ReadSequence();
            if (tbs.PeekTag().HasSameClassAndValue(VersionTag))
            {
                tbs.ReadEncodedValue();
            }

            tbs.ReadEncodedValue();
            tbs.ReadSequence();
            tbs.ReadSequence();
            tbs.ReadSequence();
            return tbs.HasData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
