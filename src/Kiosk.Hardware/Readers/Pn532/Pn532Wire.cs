using System.Device.I2c;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>
/// Exchanges one command and its answer at a time, complete and checked, with deadline and abort. Presents the chip as an I2C device to Iot.Device.Bindings' Pn532: that
/// path of the binding, unlike its serial one, accepts answers of any length and leaves waiting to the device.
/// </summary>
internal sealed class Pn532Wire(IPn532Line line, TimeProvider time) : I2cDevice
{
    private const int MaxSendings = 4;
    private const int MaxRepeats = 3;
    private const byte DataExchange = 0x40;
    private const byte Ready = 0x01;

    // The chip acknowledges within 15 ms (UM0701-02, 6.2.1.6); the rest allows for the wire and a busy machine. A command for the card cannot be repeated.
    private static readonly TimeSpan AcknowledgementTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastTimeout = TimeSpan.FromMilliseconds(300);

    private readonly Pn532FrameReader written = new();
    private readonly Queue<byte[]> toRead = [];
    private Deadline deadline;
    private CancellationToken cancellation;
    private Pn532Frame? command;
    private bool mustWake = true;

    public override I2cConnectionSettings ConnectionSettings { get; } = new(busId: 0, Iot.Device.Pn532.Pn532.I2cDefaultAddress);

    /// <summary>The data of the last answer, status included.</summary>
    public ReadOnlyMemory<byte> Answer { get; private set; }

    /// <summary>Applies to all exchanges until the next call.</summary>
    public void Limit(TimeSpan timeout, CancellationToken cancellationToken) =>
        (deadline, cancellation) = (new Deadline(time, timeout), cancellationToken);

    /// <summary>Sends a command and waits for the chip's answer.</summary>
    /// <returns>The answer's data.</returns>
    /// <exception cref="DeviceException">The chip or the wire to it fails.</exception>
    /// <exception cref="Pn532ExchangeException">The same, in an exchange with the card; the next command shows whether the chip is lost.</exception>
    /// <exception cref="TimeoutException">The card did not answer in time; the command was aborted.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the command was aborted.</exception>
    public ReadOnlyMemory<byte> Exchange(byte code, ReadOnlySpan<byte> data)
    {
        Answer = default;
        var early = SendUntilAcknowledged(code, Pn532Frame.Encode(Pn532Frame.FromHost, code, data));
        Answer = (early ?? AwaitAnswer(code)).Data;
        return Answer;
    }

    /// <summary>Acknowledges the last answer, which some commands require.</summary>
    public void Acknowledge() => line.Send(Pn532Frame.Acknowledge);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        toRead.Clear();
        written.Clear();
        written.Append(buffer);

        // Ignores the binding's own wake-up, which begins with zeros: the line wakes the chip.
        command = buffer is not [0x00, 0x00, ..] && written.TryRead(out var frame) && frame.Kind == Pn532FrameKind.Packet ? frame : null;
    }

    /// <summary>The chip's ready byte. The exchange happens here, because the binding swallows exceptions of <see cref="Write"/>.</summary>
    public override byte ReadByte()
    {
        if (command is { } pending)
        {
            command = null;
            var answer = Exchange(pending.Code, pending.Data.Span);
            toRead.Enqueue([Ready, .. Pn532Frame.Acknowledge]);
            toRead.Enqueue(Pn532Frame.Encode(Pn532Frame.FromChip, (byte)(pending.Code + 1), answer.Span));
        }

        return Ready;
    }

    public override void Read(Span<byte> buffer)
    {
        buffer.Clear();
        if (!toRead.TryDequeue(out var bytes))
        {
            return;
        }

        if (bytes.Length > buffer.Length)
        {
            throw new DeviceFaultException(line.Device, $"The PN532 at {line.Device} answers with more than its command asks for.");
        }

        bytes.CopyTo(buffer);
        bytes.AsSpan().Clear();
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => throw new NotSupportedException();

    /// <returns>The answer, if it arrived without a readable acknowledgement.</returns>
    private Pn532Frame? SendUntilAcknowledged(byte code, ReadOnlySpan<byte> frame)
    {
        for (var sending = 0; sending < MaxSendings; sending++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (mustWake)
            {
                line.WakeUp();
            }

            line.Send(frame);
            var (outcome, early) = AwaitAcknowledgement(code);
            if (outcome == Pn532FrameKind.Acknowledge)
            {
                mustWake = false;
                return early;
            }

            // A command that may have reached the card must not be sent again.
            if (outcome != Pn532FrameKind.Repeat && code == DataExchange)
            {
                break;
            }

            mustWake = outcome != Pn532FrameKind.Repeat;
        }

        mustWake = true;
        throw Fault(code, "does not answer");
    }

    private (Pn532FrameKind Outcome, Pn532Frame? Early) AwaitAcknowledgement(byte code)
    {
        var timeout = new Deadline(time, code == DataExchange ? LastTimeout : AcknowledgementTimeout);
        while (line.Receive(Pn532Frame.Acknowledge.Length, timeout.Remaining, cancellation) is { } frame)
        {
            switch (frame.Kind)
            {
                case Pn532FrameKind.Acknowledge or Pn532FrameKind.Repeat:
                    return (frame.Kind, null);
                case Pn532FrameKind.Error:
                    throw Refused(code);
                case Pn532FrameKind.Packet when IsAnswer(frame, code):
                    return (Pn532FrameKind.Acknowledge, frame);
                default:
                    // Noise, or the late answer to an aborted command.
                    break;
            }
        }

        return (Pn532FrameKind.Corrupt, null);
    }

    private Pn532Frame AwaitAnswer(byte code)
    {
        var repeats = 0;
        while (Receive() is { } frame)
        {
            switch (frame.Kind)
            {
                case Pn532FrameKind.Packet when IsAnswer(frame, code):
                    return frame;
                case Pn532FrameKind.Error:
                    throw Refused(code);
                case Pn532FrameKind.Corrupt when repeats++ < MaxRepeats:
                    line.Send(Pn532Frame.Repeat);
                    break;
                case Pn532FrameKind.Corrupt:
                    line.Send(Pn532Frame.Acknowledge);
                    throw Fault(code, "answers with broken frames");
                default:
                    break;
            }
        }

        line.Send(Pn532Frame.Acknowledge);
        throw code == DataExchange
            ? new TimeoutException($"The PN532 at {line.Device} got no answer from the card in time.")
            : Fault(code, $"did not carry out command {code:X2} in time");
    }

    private Pn532Frame? Receive()
    {
        try
        {
            return line.Receive(Pn532Frame.MaxFrame, deadline.Remaining, cancellation);
        }
        catch (OperationCanceledException)
        {
            line.Send(Pn532Frame.Acknowledge);
            throw;
        }
    }

    private static bool IsAnswer(Pn532Frame frame, byte code) => frame.Packet.Span is [Pn532Frame.FromChip, var answered, ..] && answered == code + 1;

    private Exception Refused(byte code) => Fault(code, $"refuses command {code:X2}");

    private Exception Fault(byte code, string what)
    {
        var sentence = $"The PN532 at {line.Device} {what}.";
        return code == DataExchange ? new Pn532ExchangeException(sentence) : new DeviceFaultException(line.Device, sentence);
    }
}
