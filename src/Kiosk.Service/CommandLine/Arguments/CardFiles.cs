using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Verification.Profiles;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Reads the files given to <c>kiosk card</c>.</summary>
internal static class CardFiles
{
    private const int MaxFile = 256 * 1024 * 1024;
    private const int MaxImage = 1024 * 1024;
    private static readonly string[] CertificateLabels = ["CERTIFICATE", "X509 CERTIFICATE"];
    private static readonly string[] ListLabels = ["X509 CRL"];

    /// <summary>A virtual reader with the image's card already on it.</summary>
    public static VirtualReader ReaderWith(CardImage image)
    {
        var reader = new VirtualReader(TimeProvider.System);
        reader.Present(new VirtualCard(image, TimeProvider.System));
        return reader;
    }

    /// <exception cref="CardImageException">The file is not a card image.</exception>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static CardImage ReadImage(string path) => CardImage.Load(GivenPath.File(path, MaxImage));

    /// <exception cref="InputException">The file cannot be read or is not card evidence.</exception>
    public static CardEvidence ReadEvidence(string path)
    {
        try
        {
            return CardEvidenceJson.Parse(GivenPath.Read(path, CardEvidenceJson.MaxLength));
        }
        catch (CardEvidenceException refused)
        {
            throw new InputException(new($"{path}: tệp này không phải bằng chứng do kiosk card read in ra [{refused.Message.TrimEnd('.')}].", $"{path}: {refused.Message}"), refused);
        }
    }

    /// <exception cref="CardProfileException">The file is not a card profile.</exception>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static CardProfile ReadProfile(string? path) => path is null ? CardProfile.Default : CardProfile.Parse(Read(path), path);

    /// <summary>Reads the certificates in a file: DER, or PEM with any number of blocks and any text around them.</summary>
    /// <returns>At least one; not yet parsed.</returns>
    /// <exception cref="InputException">The file cannot be read or contains no certificate.</exception>
    public static IReadOnlyList<byte[]> ReadCertificates(string path) => FindCertificates(path, out var absence) is { Count: > 0 } found ? found : throw new InputException(absence!);

    /// <summary>Reads the CRLs in a file: DER, or PEM with any number of blocks and any text around them.</summary>
    /// <returns>At least one; not yet parsed.</returns>
    /// <exception cref="InputException">The file cannot be read or contains no CRL.</exception>
    public static IReadOnlyList<byte[]> ReadLists(string path) => FindLists(path, out var absence) is { Count: > 0 } found ? found : throw new InputException(absence!);

    /// <param name="absence">If the file contains none, a sentence that says what it is instead.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static IReadOnlyList<byte[]> FindCertificates(string path, out Phrase? absence) => FindBlocks(path, CertificateLabels, new("chứng thư số", "certificate"), out absence);

    /// <inheritdoc cref="FindCertificates"/>
    public static IReadOnlyList<byte[]> FindLists(string path, out Phrase? absence) => FindBlocks(path, ListLabels, new("danh sách thu hồi chứng thư số", "certificate revocation list"), out absence);

    /// <exception cref="InputException">The file cannot be read.</exception>
    public static byte[] Read(string path) => GivenPath.Read(path, MaxFile);

    private static List<byte[]> FindBlocks(string path, string[] labels, Phrase what, out Phrase? absence)
    {
        absence = null;
        var content = Read(path);
        if (content is [0x30, ..])
        {
            return [content];
        }

        var blocks = new List<byte[]>();
        var text = System.Text.Encoding.Latin1.GetString(content).AsSpan();
        while (PemEncoding.TryFind(text, out var fields))
        {
            if (labels.AsSpan().Contains(text[fields.Label].ToString()))
            {
                blocks.Add(Convert.FromBase64String(text[fields.Base64Data].ToString()));
            }

            text = text[fields.Location.End..];
        }

        if (blocks.Count == 0)
        {
            var kind = FileKind.Describe(content);
            absence = new($"{path}: không có {what.Vietnamese} nào: đây là {kind.Vietnamese}.", $"{path}: holds no {what.English}: it is {kind.English}.");
        }

        return blocks;
    }
}
