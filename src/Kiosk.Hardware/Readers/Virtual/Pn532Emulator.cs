using System.Collections.Concurrent;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Serial;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>
/// A PN532 at the other end of a pseudo terminal, with virtual cards: <see cref="Device"/> behaves like the chip on a serial port,
/// paced by its baud rate in both directions. At a different rate, host and chip receive garbage.
/// </summary>
public sealed class Pn532Emulator : IAsyncDisposable
{
    private const byte WakeUpByte = 0x55;
    private const int BitsPerByte = 10;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(1.5);

    private readonly PseudoTerminal terminal = new();
    private readonly Interruption stop = new();
    private readonly BlockingCollection<ReadOnlyMemory<byte>> outgoing = [];
    private readonly ManualResetEventSlim never = new();
    private readonly VirtualPn532 chip;
    private readonly TimeProvider time;
    private readonly int bytesAtOnce;
    private readonly Task reading;
    private readonly Task writing;
    private volatile bool isStopping;

    /// <param name="bytesAtOnce">The number of bytes delivered together: 1 to 16 for a UART driver.</param>
    /// <exception cref="DeviceException">The system has no pseudo terminals left.</exception>
    public Pn532Emulator(TimeProvider time, int bytesAtOnce = 8)
    {
        (this.time, this.bytesAtOnce) = (time, bytesAtOnce);
        chip = new VirtualPn532(Send, time);
        reading = Task.Factory.StartNew(ReadAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        writing = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The node to open as a serial port.</summary>
    public string Device => terminal.Path;

    internal VirtualPn532 Chip => chip;

    /// <summary>Puts a card into the field, removing one that is there.</summary>
    public void Present(IVirtualCard card) => chip.Present(card);

    /// <summary>Removes the card, even during a command.</summary>
    public void Remove() => chip.Remove();

    /// <summary>Sends unsolicited bytes.</summary>
    internal void Send(ReadOnlyMemory<byte> bytes)
    {
        if (!isStopping)
        {
            outgoing.Add(bytes);
        }
    }

    /// <summary>Unplugs the device: for the host the port is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isStopping)
        {
            return;
        }

        isStopping = true;
        stop.Set();
        await reading.WaitAsync(CancellationToken.None);
        await chip.DisposeAsync();
        outgoing.CompleteAdding();
        await writing.WaitAsync(CancellationToken.None);
        terminal.Dispose();
        stop.Dispose();
        outgoing.Dispose();
        never.Dispose();
    }

    private async Task ReadAsync()
    {
        var frames = new Pn532FrameReader();
        var incoming = new byte[Pn532Frame.MaxFrame];
        while (!isStopping)
        {
            if (!terminal.WaitForInput(LookInterval, stop))
            {
                continue;
            }

            var begun = time.GetTimestamp();
            var bytes = incoming.AsMemory(0, terminal.Read(incoming));
            if (bytes.Span.Contains(WakeUpByte))
            {
                chip.WakeUp();
            }

            WaitUntil(begun, BytesTime(bytes.Length));
            if (!chip.IsListening || !IsHeard(terminal.BaudRate))
            {
                continue;
            }

            frames.Append(bytes.Span);
            while (frames.TryRead(out var frame))
            {
                await chip.TakeAsync(frame);
            }
        }
    }

    private bool IsHeard(int baudRate) => baudRate == chip.BaudRate || baudRate == chip.BaudRateToCome;

    private void Write()
    {
        foreach (var bytes in outgoing.GetConsumingEnumerable())
        {
            var begun = time.GetTimestamp();
            var rest = bytes;
            while (!rest.IsEmpty && !isStopping)
            {
                var chunk = rest[..Math.Min(bytesAtOnce, rest.Length)];
                rest = rest[chunk.Length..];
                WaitUntil(begun, BytesTime(bytes.Length - rest.Length));
                terminal.Write(terminal.BaudRate == chip.BaudRate ? chunk.Span : Rubbish(chunk.Span));
            }
        }
    }

    private static byte[] Rubbish(ReadOnlySpan<byte> bytes)
    {
        var rubbish = bytes.ToArray();
        rubbish.AsSpan().Fill(0xF8);
        return rubbish;
    }

    private TimeSpan BytesTime(int bytes) => TimeSpan.FromSeconds((double)bytes * BitsPerByte / chip.BaudRate);

    // A byte takes less than a timer's resolution; longer waits sleep.
    private void WaitUntil(long begun, TimeSpan span)
    {
        TimeSpan left;
        while ((left = span - time.GetElapsedTime(begun)) > TimeSpan.Zero && !isStopping)
        {
            if (left > ShortestSleep)
            {
                never.Wait(TimeSpan.FromMilliseconds(1));
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }
}
