using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Kiosk.Identity.Tpm;

/// <summary>Where a TPM answers: a device node such as <c>/dev/tpmrm0</c>, or a software TPM as <c>swtpm:host=127.0.0.1,port=2321</c>.</summary>
internal sealed partial class TpmAddress
{
    public const string Default = "/dev/tpmrm0";

    private readonly (string Host, int Port)? software;

    private TpmAddress(string text, (string Host, int Port)? software) => (Text, this.software) = (text, software);

    public string Text { get; }

    /// <summary>The same for the TPM software stack, under which OpenSSL's provider runs.</summary>
    public string Tcti => software is null ? $"device:{Text}" : Text;

    /// <summary>Whether there may be a TPM.</summary>
    public bool IsPresent => software is not null || File.Exists(Text);

    /// <returns>Null if it is neither.</returns>
    public static TpmAddress? Parse(string text) => Software().Match(text) switch
    {
        { Success: true } match when int.TryParse(match.Groups["port"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            => new(text, (match.Groups["host"].Value, port)),
        _ => text.StartsWith('/') ? new(text, null) : null,
    };

    /// <exception cref="KeyStoreException">Nothing answers there, or this user may not ask.</exception>
    public Stream Open()
    {
        try
        {
            return software is var (host, port) ? new TcpClient(host, port) { NoDelay = true }.GetStream() : new FileStream(Text, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new KeyStoreException(
                new(
                    $"Không dùng được TPM {Text}: không đủ quyền. Hãy thêm người dùng của dịch vụ vào nhóm tss: sudo usermod -aG tss USER",
                    $"The TPM {Text} cannot be used: permission denied. Let the service's user into the group tss: sudo usermod -aG tss USER"),
                denied);
        }
        catch (Exception absent) when (absent is IOException or SocketException)
        {
            throw Silent(absent);
        }
    }

    /// <summary>The error for a TPM that is not there, or is gone.</summary>
    public KeyStoreException Silent(Exception cause) => new(
        new(
            $"TPM {Text}, nơi giữ khóa của máy này, không trả lời: hãy kiểm tra xem TPM có được bật trong phần sụn (BIOS/UEFI) của máy không, và đúng là máy đã tạo khóa.",
            $"The TPM {Text}, which holds this terminal's keys, does not answer: check that it is switched on in the machine's firmware, and that this is the machine that made the keys."),
        cause);

    [GeneratedRegex("^swtpm:host=(?<host>[0-9A-Za-z.:-]+),port=(?<port>[0-9]{1,5})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Software();
}
