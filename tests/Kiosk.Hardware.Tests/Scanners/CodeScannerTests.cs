using System.Text;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Scanners;
using Kiosk.Hardware.Serial;
using Kiosk.Testing.Durability;

namespace Kiosk.Hardware.Tests.Scanners;

/// <summary>A scanner on a serial port, played by a pseudo terminal under a name that stays.</summary>
public sealed class CodeScannerTests : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly TestFolder folder = new();
    private readonly TaskCompletionSource<DeviceException> missing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CodeScanner scanner;

    public CodeScannerTests() => scanner = CodeScanner.Serial(folder["ttyACM0"], TimeProvider.System, fault => missing.TrySetResult(fault));

    public async ValueTask DisposeAsync()
    {
        await scanner.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_code_is_a_line_however_it_arrives()
    {
        using var wire = PlugIn();
        var next = NextAsync();
        await OpenedAsync();

        Write(wire, "KM1:6B");
        Write(wire, "F+70 ");
        Write(wire, "790T9\r\n");

        Assert.Equal("KM1:6BF+70 790T9", await next);
    }

    [Fact]
    public async Task Bytes_that_are_no_ASCII_make_no_other_code()
    {
        using var wire = PlugIn();
        var next = NextAsync();
        await OpenedAsync();

        wire.Write([0x4B, 0x4D, 0xC1, 0x0D]);

        Assert.Equal("KM\uFFFD", await next);
    }

    [Fact]
    public async Task What_was_sent_before_anybody_listened_is_no_code()
    {
        using var wire = PlugIn();
        Write(wire, "OLD\r");
        var next = NextAsync();
        await OpenedAsync();

        Write(wire, "NEW\r");

        Assert.Equal("NEW", await next);
    }

    [Fact]
    public async Task A_scanner_that_goes_away_is_reported_and_read_again_when_it_is_back()
    {
        var wire = PlugIn();
        var next = NextAsync();
        await OpenedAsync();
        wire.Dispose();
        File.Delete(folder["ttyACM0"]);

        Assert.Equal(folder["ttyACM0"], (await missing.Task.WaitAsync(Timeout)).Device);
        Assert.False(next.IsCompleted);

        using var again = PlugIn();
        await OpenedAsync();
        Write(again, "BACK\r");

        Assert.Equal("BACK", await next);
    }

    [Fact]
    public void A_scanner_that_is_not_there_is_refused_by_its_name() =>
        Assert.Equal(folder["ttyACM0"], Assert.Throws<DeviceMissingException>(() => CodeScanner.Try(isKeyboard: false, folder["ttyACM0"], TimeProvider.System)).Device);

    private PseudoTerminal PlugIn()
    {
        var wire = new PseudoTerminal();
        File.CreateSymbolicLink(folder["ttyACM0"], wire.Path);
        return wire;
    }

    private Task<string> NextAsync() => scanner.ReadAsync(CancellationToken.None).AsTask().WaitAsync(Timeout);

    private async Task OpenedAsync()
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (scanner.State is not ScannerState.Ready)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < Timeout, "The scanner was not opened.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    private static void Write(PseudoTerminal wire, string text) => wire.Write(Encoding.ASCII.GetBytes(text));
}
