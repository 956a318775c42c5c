using System.Security.Cryptography;
using System.Text;
using Kiosk.Durability;
using Kiosk.Journal;

namespace Kiosk.Service.Identity;

/// <summary>
/// The terminal's keys in a PEM file readable only by the service's user: the device key (PKCS #8, P-256; signs checkpoints), then the frame key (32 random bytes).
/// Generated on the first start and never changed. Anyone who has the file can forge this terminal's journal.
/// </summary>
internal static class DeviceKeyFile
{
    private const string Kind = "file";
    private const string DeviceKeyLabel = "PRIVATE KEY";
    private const string FrameKeyLabel = "KIOSK FRAME KEY";
    private const int FrameKeyLength = 32;
    private const int MaxLength = 8_192;

    /// <summary>Generates keys and writes them.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static JournalKeys Create(string path, string terminalId, IDurableFiles files)
    {
        using var device = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = RandomNumberGenerator.GetBytes(FrameKeyLength);
        files.Replace(path, Encode(device, secret));
        return Make(device, secret, terminalId);
    }

    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="JournalException">It is not a regular file, is open to others, cannot be read, or is not a key file.</exception>
    public static JournalKeys? Read(string path, string terminalId)
    {
        try
        {
            return Place.KindOf(path) is PlaceKind.Absent ? null : ReadFile(path, terminalId);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw JournalException.Denied($"The terminal's keys in {path}", path, denied);
        }
        catch (NotAFileException other)
        {
            throw new JournalException($"{path}: {other.Reason} The file holds the terminal's keys.", other);
        }
        catch (IOException cause)
        {
            throw new JournalException($"The terminal's keys in {path} cannot be read: {cause.Message}", cause);
        }
    }

    private static JournalKeys ReadFile(string path, string terminalId)
    {
        Place.RequireFile(path);
        using var file = PlainFile.TryOpenOwn(path) ?? throw new JournalException($"{path} is a link. It holds the terminal's keys: put the file itself there.");
        if (FileStatus.Of(file) is not { IsOpenToOthers: false })
        {
            throw new JournalException($"{path} is open to other users, and holds the terminal's keys: chmod 600 {ShellWord.Of(path)}");
        }

        var content = new byte[Math.Min(RandomAccess.GetLength(file), MaxLength)];
        var length = RandomAccess.Read(file, content, 0);
        try
        {
            return Parse(Encoding.UTF8.GetString(content.AsSpan(0, length)), terminalId)
                ?? throw new JournalException($"{path} does not hold this terminal's keys: a P-256 key in PEM and a frame key of {FrameKeyLength} bytes. Put back the file that the terminal made.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static JournalKeys? Parse(string text, string terminalId)
    {
        try
        {
            if (!PemEncoding.TryFind(text, out var first) || text[first.Label] is not DeviceKeyLabel)
            {
                return null;
            }

            var rest = text[first.Location.End..];
            if (!PemEncoding.TryFind(rest, out var second) || rest[second.Label] is not FrameKeyLabel || Convert.FromBase64String(rest[second.Base64Data]) is not { Length: FrameKeyLength } secret)
            {
                return null;
            }

            using var device = ECDsa.Create();
            device.ImportPkcs8PrivateKey(Convert.FromBase64String(text[first.Base64Data]), out _);
            return Make(device, secret, terminalId);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static JournalKeys Make(ECDsa device, byte[] frameSecret, string terminalId)
    {
        var copy = ECDsa.Create(device.ExportParameters(includePrivateParameters: true));
        return new(new FrameKey(frameSecret), new DeviceKeySigner(terminalId, copy), Kind);
    }

    private static byte[] Encode(ECDsa device, byte[] frameSecret) =>
        Encoding.UTF8.GetBytes($"{device.ExportPkcs8PrivateKeyPem()}\n{PemEncoding.WriteString(FrameKeyLabel, frameSecret)}\n");
}
