using System.Buffers.Binary;
using System.IO.Pipes;
using System.Threading.Channels;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Scanners;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Hardware.Tests.Scanners;

/// <summary>The events of an input device (struct input_event) through a pipe, read as from <c>/dev/input/eventN</c>.</summary>
public sealed class KeyboardScannerTests : IDisposable
{
    private const string Invitation = "KM1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 ETB*N$%-/";
    private const ushort Syn = 0, Key = 1;
    private const ushort Report = 0, Dropped = 3;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly AnonymousPipeServerStream pipe = new(PipeDirection.Out);
    private readonly Channel<string> codes = Channel.CreateUnbounded<string>();
    private readonly KeyboardScanner scanner;

    public KeyboardScannerTests()
    {
        var node = new DeviceNode("/dev/input/event7", new SafeFileHandle(pipe.ClientSafePipeHandle.DangerousGetHandle(), ownsHandle: false));
        scanner = KeyboardScanner.Of(node, TimeProvider.System, code => codes.Writer.TryWrite(code), _ => { });
    }

    public void Dispose()
    {
        scanner.Dispose();
        pipe.Dispose();
    }

    [Fact]
    public async Task What_the_scanner_types_is_one_code()
    {
        Type(Invitation + "\n");

        Assert.Equal(Invitation, await NextAsync());
    }

    [Fact]
    public async Task Codes_come_one_after_the_other()
    {
        Type("FIRST\nSECOND\n");

        Assert.Equal(("FIRST", "SECOND"), (await NextAsync(), await NextAsync()));
    }

    [Fact]
    public async Task A_line_of_which_events_were_lost_is_none_and_Shift_is_let_go()
    {
        Type("LOST");
        Put(Key, 42, 1);
        Put(Syn, Dropped, 0);
        Type("garbled");
        Put(Syn, Report, 0);
        Type("rest\nnext\n");

        Assert.Equal("next", await NextAsync());
    }

    [Fact]
    public void What_is_no_input_device_is_refused_by_name()
    {
        var refused = Assert.Throws<DeviceUnsupportedException>(() => KeyboardScanner.Open("/dev/null", TimeProvider.System, _ => { }, _ => { }));

        Assert.Equal("/dev/null is no keyboard: it has no letters and no Enter.", refused.Message);
        Assert.Throws<DeviceMissingException>(() => KeyboardScanner.Open("/dev/input/event99", TimeProvider.System, _ => { }, _ => { }));
    }

    private async Task<string> NextAsync() => await codes.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(Timeout);

    private void Type(string text)
    {
        foreach (var (code, value) in TypedKeys.Of(text))
        {
            Put(Key, code, value);
        }
    }

    private void Put(ushort type, ushort code, int value)
    {
        var record = new byte[24];
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(16), type);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(18), code);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(20), value);
        pipe.Write(record);
    }
}
