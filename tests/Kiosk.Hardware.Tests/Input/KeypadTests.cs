using System.Buffers.Binary;
using System.IO.Pipes;
using System.Threading.Channels;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Input;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Hardware.Tests.Input;

/// <summary>The events of an input device (struct input_event) through a pipe, read as from <c>/dev/input/eventN</c>.</summary>
public sealed class KeypadTests : IDisposable
{
    private const ushort Syn = 0, Key = 1;
    private const ushort Report = 0, Dropped = 3;
    private const ushort KeyEsc = 1, KeyOne = 2, KeyQ = 16, KeyEnter = 28, KeypadOne = 79, KeyUp = 103, KeyDown = 108;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly AnonymousPipeServerStream pipe = new(PipeDirection.Out);
    private readonly Channel<PadKey> keys = Channel.CreateUnbounded<PadKey>();
    private readonly Keypad pad;

    public KeypadTests()
    {
        var node = new DeviceNode("/dev/input/event7", new SafeFileHandle(pipe.ClientSafePipeHandle.DangerousGetHandle(), ownsHandle: false));
        pad = Keypad.Of(node, key => keys.Writer.TryWrite(key), _ => { });
    }

    public void Dispose()
    {
        pad.Dispose();
        pipe.Dispose();
    }

    [Fact]
    public async Task Each_press_is_told_once_and_nothing_else()
    {
        Press(KeyOne);
        Press(KeyQ);
        Press(KeypadOne);
        Put(Key, KeyDown, 1);
        Put(Key, KeyDown, 2);
        Put(Key, KeyDown, 0);
        Press(KeyUp);
        Press(KeyEnter);
        Press(KeyEsc);

        Assert.Equal([PadKey.One, PadKey.One, PadKey.Next, PadKey.Previous, PadKey.Enter, PadKey.Back], await NextAsync(6));
    }

    [Fact]
    public async Task What_the_kernel_says_is_lost_is_not_taken()
    {
        Put(Syn, Dropped, 0);
        Put(Key, KeyEnter, 1);
        Put(Syn, Report, 0);
        Press(KeyEsc);

        Assert.Equal([PadKey.Back], await NextAsync(1));
    }

    [Fact]
    public void What_is_no_input_device_is_refused_by_name()
    {
        var refused = Assert.Throws<DeviceUnsupportedException>(() => Keypad.Open("/dev/null", _ => { }, _ => { }));

        Assert.Equal("/dev/null is no keypad: it has neither digits nor Enter nor arrows.", refused.Message);
    }

    private async Task<List<PadKey>> NextAsync(int count)
    {
        var told = new List<PadKey>();
        for (var at = 0; at < count; at++)
        {
            told.Add(await keys.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(Timeout));
        }

        return told;
    }

    private void Press(ushort code)
    {
        Put(Key, code, 1);
        Put(Key, code, 0);
        Put(Syn, Report, 0);
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
