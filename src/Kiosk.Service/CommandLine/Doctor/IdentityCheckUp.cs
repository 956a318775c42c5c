using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>What this terminal runs, and its signature under it, for an inspector.</summary>
/// <param name="RootHash">Null where it was not started from an image.</param>
/// <param name="SignedText">For <c>kiosk receipt verify</c>, as in the QR code on the screen.</param>
internal sealed record IdentityCheckUp(string TerminalId, string Version, string? RootHash, DateTimeOffset StatedAt, string SignedText)
{
    /// <exception cref="InputException">The terminal has no name or no keys yet, or they cannot be used.</exception>
    public static IdentityCheckUp Of(KioskFolders folders, string terminalId, KeyStoreSettings settings, DateTimeOffset now)
    {
        if (terminalId.Length == 0)
        {
            throw new InputException(new("Máy chưa có mã: hãy đặt Kiosk:TerminalId.", "The terminal has no id yet: set Kiosk:TerminalId."));
        }

        using var keys = TerminalKeys.Check(folders, terminalId, settings)
            ?? throw new InputException(new("Máy chưa có khóa: khóa được tạo khi dịch vụ khởi động lần đầu.", "The terminal has no keys yet: they are made when the service starts for the first time."));
        try
        {
            var (software, text) = SoftwareStatement.Make(terminalId, keys.SigningKey, now);
            return new(software.TerminalId, software.Version, software.RootHash, software.StatedAt, text);
        }
        catch (KeyStoreException unusable)
        {
            throw new InputException(unusable.Sentence, unusable);
        }
        catch (CryptographicException unusable)
        {
            throw new InputException(new("Khóa của máy không ký được.", "The terminal's key cannot sign."), unusable);
        }
    }

    /// <summary>For people.</summary>
    public string In(Language language) => string.Join('\n', Lines().Select(line => line.In(language)));

    private IEnumerable<Phrase> Lines()
    {
        yield return new($"máy         {TerminalId}", $"terminal  {TerminalId}");
        yield return new($"phiên bản   {Version}", $"version   {Version}");
        yield return RootHash is null
            ? new("mã băm gốc  không có: máy không khởi động từ ảnh đĩa", "root hash none: not started from an image")
            : new($"mã băm gốc  {RootHash}", $"root hash {RootHash}");
        yield return new($"đã ký       {SignedText}", $"signed    {SignedText}");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IdentityCheckUp))]
internal sealed partial class IdentityJson : JsonSerializerContext;
