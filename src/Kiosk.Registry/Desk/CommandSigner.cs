using System.Diagnostics;
using Kiosk.Feed.Metadata;

namespace Kiosk.Registry.Desk;

/// <summary>A key that a command holds, as a PKCS #11 tool does: bytes to sign on its standard input, the signature and nothing else on its standard output.</summary>
internal sealed class CommandSigner(IReadOnlyList<string> command, TufKey publicKey) : ISigner
{
    private const int GreatestSignatureLength = 2048;

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
            return process.ExitCode == 0
                ? bytes
                : throw new SigningException($"The signing command {command[0]} ended with {process.ExitCode}: {(await error).ReplaceLineEndings(" ").Trim()}");
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
            throw new SigningException($"The signing command {command[0]} cannot be started: {e.Message}", e);
        }
    }

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
        var buffer = new byte[GreatestSignatureLength + 1];
        var filled = 0;
        for (var count = -1; count != 0 && filled < buffer.Length; filled += count)
        {
            count = await output.ReadAsync(buffer.AsMemory(filled), cancellationToken);
        }

        return filled <= GreatestSignatureLength ? buffer[..filled] : throw new SigningException($"The signing command {command[0]} gave more than {GreatestSignatureLength} bytes.");
    }
}
