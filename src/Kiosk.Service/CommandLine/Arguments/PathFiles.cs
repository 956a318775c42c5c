using System.Formats.Asn1;
using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>
/// Reads the files given to <c>kiosk trust verify-path</c>: DER, or PEM with any number of blocks and any text around them. A file that cannot be read is an error; a
/// malformed intermediate certificate or CRL is merely ignored.
/// </summary>
internal sealed class PathFiles
{
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0);

    private readonly List<Phrase> ignored = [];
    private readonly Dictionary<PathCertificate, string> sources = new(ReferenceEqualityComparer.Instance);

    /// <summary>One sentence for each malformed file or block that was ignored.</summary>
    public IReadOnlyList<Phrase> Ignored => ignored;

    /// <summary>The file that a certificate was read from, as given.</summary>
    public string SourceOf(PathCertificate certificate) => sources[certificate];

    /// <returns>The certificate to validate and any that follow it in its file, or why that certificate cannot be parsed.</returns>
    /// <exception cref="InputException">The file cannot be read or contains no certificate.</exception>
    public (IReadOnlyList<PathCertificate> Certificates, CertificateException? Fault) ReadTarget(string path)
    {
        var blocks = CardFiles.ReadCertificates(path);
        if (!IsCertificate(blocks[0]))
        {
            throw NoCertificate(path, blocks[0]);
        }

        try
        {
            var target = Parse(path, blocks[0]);
            return ([target, .. ParseAll(path, blocks.Skip(1))], null);
        }
        catch (CertificateException refused)
        {
            return ([], refused);
        }
    }

    /// <exception cref="InputException">A file cannot be read or contains no certificate.</exception>
    public IReadOnlyList<PathCertificate> ReadAnchors(string[] paths)
    {
        var anchors = new List<PathCertificate>();
        foreach (var path in paths)
        {
            var blocks = CardFiles.ReadCertificates(path);
            if (!blocks.Any(IsCertificate))
            {
                throw NoCertificate(path, blocks[0]);
            }

            anchors.AddRange(ParseAll(path, blocks));
        }

        return anchors;
    }

    /// <exception cref="InputException">A file cannot be read.</exception>
    public IReadOnlyList<PathCertificate> ReadIntermediates(string[] paths) =>
        [.. paths.SelectMany(path => ParseAll(path, NotEmpty(CardFiles.FindCertificates(path, out var absence), absence)))];

    /// <exception cref="InputException">A file cannot be read.</exception>
    public IReadOnlyList<PathCrl> ReadCrls(string[] paths)
    {
        var crls = new List<PathCrl>();
        foreach (var path in paths)
        {
            foreach (var block in NotEmpty(CardFiles.FindLists(path, out var absence), absence))
            {
                try
                {
                    crls.Add(new PathCrl(CrlParser.Parse(block, X509Reading.Tolerant), path));
                }
                catch (CrlException refused)
                {
                    ignored.Add(SystemRefusal.At(path, refused.Sentence));
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
                certificate = Parse(path, block);
            }
            catch (CertificateException refused)
            {
                ignored.Add(SystemRefusal.At(path, refused.Sentence));
                continue;
            }

            yield return certificate;
        }
    }

    private PathCertificate Parse(string path, byte[] der)
    {
        var certificate = new PathCertificate(Certificate.Parse(der, X509Reading.Tolerant));
        sources[certificate] = path;
        return certificate;
    }

    private IReadOnlyList<byte[]> NotEmpty(IReadOnlyList<byte[]> blocks, Phrase? absence)
    {
        if (absence is not null)
        {
            ignored.Add(absence);
        }

        return blocks;
    }

    private static InputException NoCertificate(string path, byte[] content)
    {
        var kind = FileKind.Describe(content);
        return new(new($"{path}: không có chứng thư số nào: đây là {kind.Vietnamese}.", $"{path}: holds no certificate: it is {kind.English}."));
    }

    /// <summary>Parses just enough of a certificate, in any encoding, to tell a malformed one from another kind of file: a CRL has a time where a certificate has its validity.</summary>
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
