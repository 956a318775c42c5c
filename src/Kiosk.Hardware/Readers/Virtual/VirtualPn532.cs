using Kiosk.Hardware.Readers.Pn532;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>
/// The part of a PN532 (user manual UM0701-02) that a reader of ISO/IEC 14443-4 cards uses, with a field for one virtual card. Frames are exchanged by
/// calls; <see cref="Pn532Emulator"/> and tests provide the wire. Safe for use from several threads.
/// </summary>
/// <param name="send">Sends the bytes of a frame to the host.</param>
internal sealed class VirtualPn532(Action<ReadOnlyMemory<byte>> send, TimeProvider time) : IAsyncDisposable
{
    public const int FirstBaudRate = 115_200;
    private const byte RadioTimeout = 0x01;
    private const byte EveryRetry = 0xFF;

    private static readonly int[] BaudRates = [9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600, 1_288_000];
    private static readonly byte[] Noise = [0x00, 0x00, 0x55, 0xFF, 0x00, 0x00, 0xFF, 0x7E, 0x01, 0xFE];

    private readonly Lock gate = new();
    private readonly VirtualField field = new(time);
    private readonly List<(byte Code, Pn532Fault Fault)> faults = [];
    private Task running = Task.CompletedTask;
    private CancellationTokenSource abort = new();
    private byte[] lastAnswer = [];
    private byte passiveRetries = EveryRetry;
    private int? nextBaudRate;
    private bool isAwake;
    private long listensAt;

    /// <summary>Answer to GetFirmwareVersion: identity, version, revision, support.</summary>
    public ReadOnlyMemory<byte> Firmware { get; set; } = new byte[] { 0x32, 0x01, 0x06, 0x07 };

    /// <summary>Time from the first wake-up byte until it listens.</summary>
    public TimeSpan WakeUpTime { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Bits per second.</summary>
    public int BaudRate { get; private set; } = FirstBaudRate;

    /// <summary>The rates at which the host's bytes are understood during a change of rate.</summary>
    public int BaudRateToCome => nextBaudRate ?? BaudRate;

    public void Present(IVirtualCard card) => field.Present(card);

    public void Remove() => field.Remove();

    /// <summary>Makes the next command with that code fail.</summary>
    public void Misbehave(byte code, Pn532Fault fault)
    {
        lock (gate)
        {
            faults.Add((code, fault));
        }
    }

    /// <summary>The supply dips: configuration, rate and activated card are lost, and the chip sleeps.</summary>
    public void Restart()
    {
        isAwake = false;
        (BaudRate, nextBaudRate, passiveRetries) = (FirstBaudRate, null, EveryRetry);
        abort.Cancel();
        field.SwitchOff();
    }

    /// <summary>Wake-up bytes (55) arrived.</summary>
    public void WakeUp()
    {
        if (!isAwake)
        {
            isAwake = true;
            listensAt = time.GetTimestamp() + (long)(WakeUpTime.TotalSeconds * time.TimestampFrequency);
        }
    }

    public bool IsListening => isAwake && time.GetTimestamp() >= listensAt;

    /// <summary>A frame arrived from the host. Returns when the chip can take the next one.</summary>
    public async Task TakeAsync(Pn532Frame frame)
    {
        switch (frame.Kind)
        {
            case Pn532FrameKind.Acknowledge when nextBaudRate is { } rate:
                (BaudRate, nextBaudRate) = (rate, null);
                break;
            case Pn532FrameKind.Acknowledge:
                await AbortAsync();
                break;
            case Pn532FrameKind.Repeat:
                send(lastAnswer);
                break;
            case Pn532FrameKind.Packet when frame.Packet.Span[0] == Pn532Frame.FromHost:
                await AbortAsync();
                await BeginAsync(frame);
                break;
            default:
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await AbortAsync();
        abort.Dispose();
    }

    private async Task AbortAsync()
    {
        await abort.CancelAsync();
        await running.WaitAsync(CancellationToken.None);
        abort.Dispose();
        abort = new CancellationTokenSource();
    }

    private async Task BeginAsync(Pn532Frame command)
    {
        var fault = TakeFault(command.Code);
        switch (fault)
        {
            case Pn532Fault.LoseCommand:
                return;
            case Pn532Fault.AskForRepeat:
                send(Pn532Frame.Repeat.ToArray());
                return;
            case Pn532Fault.MakeNoise:
                send(Noise);
                break;
            default:
                break;
        }

        if (fault != Pn532Fault.LoseAcknowledgement)
        {
            send(Pn532Frame.Acknowledge.ToArray());
        }

        if (fault == Pn532Fault.Restart)
        {
            Restart();
        }
        else if (fault != Pn532Fault.StaySilent)
        {
            running = AnswerAsync(command, fault, abort.Token);
        }

        await Task.CompletedTask;
    }

    private async Task AnswerAsync(Pn532Frame command, Pn532Fault fault, CancellationToken aborted)
    {
        byte[]? data;
        try
        {
            data = fault == Pn532Fault.FailRadio ? [RadioTimeout] : await ExecuteAsync(command.Code, command.Data, aborted);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            return;
        }

        if (data is null || fault == Pn532Fault.AnswerWithError)
        {
            send(Pn532Frame.Error.ToArray());
            return;
        }

        lastAnswer = Pn532Frame.Encode(Pn532Frame.FromChip, (byte)(command.Code + 1), data);
        send(Spoil(lastAnswer, fault));
    }

    private static byte[] Spoil(byte[] answer, Pn532Fault fault)
    {
        switch (fault)
        {
            case Pn532Fault.FlipBit:
                var flipped = answer.ToArray();
                flipped[^3] ^= 0x10;
                return flipped;
            case Pn532Fault.BreakOff:
                return answer[..^4];
            case Pn532Fault.MakeNoise:
                return [.. Noise, .. answer];
            default:
                return answer;
        }
    }

    /// <returns>Null for a command that the chip does not know.</returns>
    private async Task<byte[]?> ExecuteAsync(byte code, ReadOnlyMemory<byte> data, CancellationToken aborted)
    {
        switch (code)
        {
            case 0x00 when data.Span is [0x00, ..]:
                return data.ToArray();
            case 0x00 when data.Span is [0x06]:
                return [field.IsActivatedCardThere ? (byte)0x00 : RadioTimeout];
            case 0x02:
                return Firmware.ToArray();
            case 0x10 when data.Length == 1 && data.Span[0] < BaudRates.Length:
                nextBaudRate = BaudRates[data.Span[0]];
                return [];
            case 0x12 or 0x14:
                return [];
            case 0x32:
                Configure(data.Span);
                return [];
            case 0x40 when data.Length >= 1:
                return await field.ExchangeAsync(data, aborted);
            case 0x4A when data.Length >= 2:
                return await ListAsync(data.Span[1], aborted);
            case 0x44 or 0x52 or 0x54:
                return [0x00];
            default:
                return null;
        }
    }

    private void Configure(ReadOnlySpan<byte> data)
    {
        if (data is [0x01, var radio])
        {
            if ((radio & 0x01) == 0)
            {
                field.SwitchOff();
            }
        }
        else if (data is [0x05, _, _, var retries])
        {
            passiveRetries = retries;
        }
    }

    private async Task<byte[]> ListAsync(byte modulation, CancellationToken aborted)
    {
        while (true)
        {
            var found = modulation == 0x00 ? field.Activate() : null;
            if (found is not null || passiveRetries != EveryRetry)
            {
                return found ?? [0x00];
            }

            await field.WaitForCardAsync(aborted);
        }
    }

    private Pn532Fault TakeFault(byte code)
    {
        lock (gate)
        {
            var index = faults.FindIndex(entry => entry.Code == code);
            if (index < 0)
            {
                return Pn532Fault.None;
            }

            var fault = faults[index].Fault;
            faults.RemoveAt(index);
            return fault;
        }
    }
}
