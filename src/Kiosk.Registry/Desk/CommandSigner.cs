using System.Diagnostics;
using Kiosk.Feed.Metadata;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>A key behind a command, such as a PKCS #11 tool: reads the bytes to sign from standard input, writes only the signature to standard output.</summary>
internal sealed class CommandSigner(IReadOnlyList<string> command, TufKey publicKey) : ISigner
{
    private const int MaxSignatureLength = 2048;
    private const int NoEntry = 2;
    private const int NotExecutable = 8;
    private const int NoPermission = 13;
    private static readonly Phrase Duty = new("lệnh phải in ra chữ ký của dữ liệu nhận từ đầu vào chuẩn, ở dạng byte và không in gì khác, rồi kết thúc với mã 0", "it must print the signature of what it gets on its standard input, in bytes and nothing else, and end with 0");

    public TufKey PublicKey => publicKey;

    /// <inheritdoc/>
    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var process = Start();
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var signature = ReadAsync(process.StandardOutput.BaseStream, cancellationToken);
            await WriteAsync(process.StandardInput.BaseStream, message, cancellationToken);
            var bytes = await signature;
            await process.WaitForExitAsync(cancellationToken);
            var said = process.ExitCode == 0 ? null : Said(await error);
            return said is not null ? throw new SigningException(new($"Lệnh ký {command[0]} kết thúc với mã {process.ExitCode}{said.Vietnamese}", $"The signing command {command[0]} ended with {process.ExitCode}{said.English}"))
                : bytes.Length == 0 ? throw new SigningException(new($"Lệnh ký {command[0]} kết thúc với mã 0 nhưng không in ra chữ ký: {Duty.Vietnamese}.", $"The signing command {command[0]} ended with 0 and printed no signature: {Duty.English}."))
                : !publicKey.Verifies(message.Span, bytes) ? throw new SigningException(new($"Lệnh ký {command[0]} in ra {bytes.Length} byte không phải chữ ký của khóa có nửa công khai ở bàn phát hành (\"public\" trong {RegistryDesk.SettingsName}): {Duty.Vietnamese}.", $"The signing command {command[0]} printed {bytes.Length} bytes that are no signature by the key whose public half the desk has (\"public\" in {RegistryDesk.SettingsName}): {Duty.English}."))
                : bytes;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            var reason = ReasonOf(e.NativeErrorCode);
            throw new SigningException(new($"Không chạy được lệnh ký {command[0]}: {reason.Vietnamese} Lệnh này ghi ở \"command\" của một khóa trong {RegistryDesk.SettingsName}.", $"The signing command {command[0]} cannot be started: {reason.English} It stands as \"command\" of a key in {RegistryDesk.SettingsName}."), e);
        }
    }

    private static Phrase Said(string error) => error.ReplaceLineEndings(" ").Trim() is { Length: > 0 } words
        ? Phrase.Untranslated($": {words}")
        : new($" và không báo gì: {Duty.Vietnamese}.", $" and said nothing: {Duty.English}.");

    private Phrase ReasonOf(int errno) => errno switch
    {
        _ when Directory.Exists(command[0]) => new("đây là thư mục.", "it is a folder."),
        NoEntry => new("không có chương trình này.", "there is no such program."),
        NoPermission => new("người dùng này không có quyền chạy; hãy chạy chmod +x, hoặc chạy bằng người dùng có quyền.", "this user may not run it; chmod +x it, or run this as a user who may."),
        NotExecutable => new("đây không phải chương trình; kịch bản phải mở đầu bằng #! và trình thông dịch.", "it is no program; a script begins with #! and its interpreter."),
        _ => Phrase.WithDetail("hệ thống từ chối", $"{System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(errno)}."),
    };

    private static async Task WriteAsync(Stream input, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        try
        {
            await using (input)
            {
                await input.WriteAsync(message, cancellationToken);
            }
        }
        catch (IOException)
        {
            // The command ended without reading; its exit code and output say why.
        }
    }

    private async Task<byte[]> ReadAsync(Stream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxSignatureLength + 1];
        var filled = 0;
        for (var count = -1; count != 0 && filled < buffer.Length; filled += count)
        {
            count = await output.ReadAsync(buffer.AsMemory(filled), cancellationToken);
        }

        return filled <= MaxSignatureLength ? buffer[..filled] : throw new SigningException(new($"Lệnh ký {command[0]} in ra hơn {MaxSignatureLength} byte: {Duty.Vietnamese}.", $"The signing command {command[0]} printed more than {MaxSignatureLength} bytes: {Duty.English}."));
    }
}
