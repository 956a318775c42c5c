using System.Threading.Channels;

namespace Kiosk.Hardware.Scanners;

/// <summary>A scanner without hardware: codes are held up by whoever has it.</summary>
public sealed class VirtualScanner : ICodeScanner
{
    private readonly Channel<string> codes = Channel.CreateUnbounded<string>();

    public ScannerState State => ScannerState.Ready;

    public void Present(string code) => codes.Writer.TryWrite(code);

    /// <inheritdoc/>
    public ValueTask<string> ReadAsync(CancellationToken cancellationToken) => codes.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
