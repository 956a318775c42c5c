using System.Security.Cryptography;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Verification;

namespace Kiosk.Service.CommandLine;

/// <summary>Reads the files that <c>kiosk card</c> is given.</summary>
internal static class CardFiles
{
    private const int GreatestFile = 256 * 1024 * 1024;

    /// <summary>A reader on which the card of an image lies already.</summary>
    public static VirtualReader ReaderWith(CardImage image)
    {
        var reader = new VirtualReader(TimeProvider.System);
        reader.Present(new VirtualCard(image, TimeProvider.System));
        return reader;
    }

    /// <exception cref="CardProfileException">The file is no profile.</exception>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static CardProfile ReadProfile(string? path) => path is null ? CardProfile.Default : CardProfile.Parse(Read(path), path);

    /// <summary>DER, or PEM with one block of the label.</summary>
    /// <exception cref="InputException">The file cannot be read or holds neither.</exception>
    public static byte[] ReadDer(string path, string label)
    {
        var content = Read(path);
        if (content is [0x30, ..])
        {
            return content;
        }

        var text = System.Text.Encoding.ASCII.GetString(content);
        if (!PemEncoding.TryFind(text, out var fields) || !text.AsSpan()[fields.Label].SequenceEqual(label))
        {
            throw new InputException($"{path}: neither DER nor PEM with a block {label}.");
        }

        return Convert.FromBase64String(text[fields.Base64Data]);
    }

    /// <exception cref="InputException">The file cannot be read.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Length <= GreatestFile ? File.ReadAllBytes(path) : throw new InputException($"{path}: {file.Length} bytes are more than such a file has.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }
}
