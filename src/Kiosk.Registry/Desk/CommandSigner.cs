using System.Diagnostics;
using Kiosk.Feed.Metadata;

namespace Kiosk.Registry.Desk;

/// <summary>A key that a command holds, as a PKCS #11 tool does: bytes to sign on its standard input, the signature and nothing else on its standard output.</summary>
internal sealed class CommandSigner(IReadOnlyList<string> command, TufKey publicKey) : ISigner
{
    private const int MaxSignatureLength = 2048;
    private const int NoEntry = 2;
    private const int NotExecutable = 8;
    private const int NoPermission = 13;
    private const string Duty = "it must print the signature of what it gets on its standard input, in bytes and nothing else, and end with 0";

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
            return process.ExitCode != 0 ? throw new SigningException($"The signing command {command[0]} ended with {process.ExitCode}{Said(await error)}")
                : bytes.Length == 0 ? throw new SigningException($"The signing command {command[0]} ended with 0 and printed no signature: {Duty}.")
                : !publicKey.Verifies(message.Span, bytes) ? throw new SigningException($"The signing command {command[0]} printed {bytes.Length} bytes that are no signature by the key whose public half the desk has (\"public\" in {RegistryDesk.SettingsName}): {Duty}.")
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
            throw new SigningException($"The signing command {command[0]} cannot be started: {ReasonOf(e.NativeErrorCode)} It stands as \"command\" of a key in {RegistryDesk.SettingsName}.", e);
        }
    }

    private static string Said(string error) => error.ReplaceLineEndings(" ").Trim() is { Length: > 0 } words ? $": {words}" : $" and said nothing: {Duty}.";

    private string ReasonOf(int errno) => errno switch
    {
        _ when Directory.Exists(command[0]) => "it is a folder.",
        NoEntry => "there is no such program.",
        NoPermission => "this user may not run it; chmod +x it, or run this as a user who may.",
        NotExecutable => "it is no program; a script begins with #! and its interpreter.",
        _ => $"{System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(errno)}.",
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
            // The command ended without reading; its exit code and its words say why.
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

        return filled <= MaxSignatureLength ? buffer[..filled] : throw new SigningException($"The signing command {command[0]} printed more than {MaxSignatureLength} bytes: {Duty}.");
    }
}
