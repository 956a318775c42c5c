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

    /// <summary>Reads the keys, or generates them and writes the public key if there are neither keys nor a journal yet.</summary>
    /// <param name="publicPath">Receives the verifier key, one line.</param>
    /// <exception cref="JournalException">The file belongs to another user, is not a key file, cannot be read or created, or is missing although there is a journal.</exception>
    public static JournalKeys Open(string path, string publicPath, string terminalId, bool hasJournal, IDurableFiles files)
    {
        try
        {
            if (Read(path, terminalId) is { } keys)
            {
                return keys;
            }

            if (hasJournal)
            {
                throw new JournalException($"{path} is missing: the journal beside it was written with the keys in that file. Put the file back, or move the journal away to where journals are collected.");
            }

            DurableFolder.Create(Path.GetDirectoryName(path)!, files);
            using var device = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var secret = RandomNumberGenerator.GetBytes(FrameKeyLength);
            var made = Make(device, secret, terminalId);
            files.Replace(path, Encode(device, secret));
            files.Replace(publicPath, Encoding.UTF8.GetBytes($"{made.Signer.Key}\n"));
            return made;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The terminal's keys in {path} cannot be read or made: {cause.Message}", cause);
        }
    }

    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="JournalException">The file is not a key file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JournalKeys? Read(string path, string terminalId)
    {
        using var file = PlainFile.TryOpenOwn(path);
        if (file is null)
        {
            return null;
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
