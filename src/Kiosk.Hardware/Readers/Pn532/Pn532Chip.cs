using Iot.Device.Pn532.ListPassive;
using Iot.Device.Pn532.RfConfiguration;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Devices;
using Binding = Iot.Device.Pn532.Pn532;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The chip, awake and configured, and the card it has activated. Used by one thread; every call has a deadline.</summary>
internal sealed class Pn532Chip : IDisposable
{
    private const byte Diagnose = 0x00;
    private const byte GetFirmwareVersion = 0x02;
    private const byte SetSerialBaudRate = 0x10;
    private const byte CardPresence = 0x06;
    private const byte MoreInformation = 0x40;
    private const byte IdentityOfPn532 = 0x32;
    private const byte EveryTarget = 0x00;

    /// <summary>Maximum part of an APDU in one InDataExchange (UM0701-02, 7.3.8).</summary>
    private const int MaxChunk = 262;
    private const int MaxResponse = CommandApdu.MaxExtendedNe + 2;

    private static readonly int[] BaudRates = [9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];

    private readonly IPn532Line line;
    private readonly int rate;
    private readonly Pn532ReaderOptions options;
    private readonly Pn532Wire wire;
    private readonly Binding binding;
    private readonly byte[] received = new byte[MaxChunk];

    private Pn532Chip(IPn532Line line, int rate, Pn532ReaderOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        (this.line, this.rate, this.options) = (line, rate, options);
        wire = new Pn532Wire(line, time);
        wire.Limit(options.ChipDeadline * 4, cancellationToken);
        binding = new Binding(wire);
        try
        {
            Firmware = binding.FirmwareVersion is { IdentificationCode: IdentityOfPn532, Version: var version }
                ? version
                : throw new DeviceMismatchException(line.Device, $"{line.Device}: the chip says that it is PN5{binding.FirmwareVersion?.IdentificationCode:X2}, not PN532.");
        }
        catch
        {
            binding.Dispose();
            throw;
        }
    }

    public Version Firmware { get; }

    /// <summary>Opens the device, wakes the chip at whichever rate it uses, and configures it.</summary>
    /// <exception cref="DeviceException">The device is missing, forbidden or in use, or no PN532 answers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Pn532Chip Open(Pn532ReaderOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        Open(LineOf(options.Device, time), options, time, cancellationToken);

    public static Pn532Chip Open(IPn532Line line, Pn532ReaderOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var chip = Wake(line, options, time, cancellationToken);
            chip.Configure(cancellationToken);
            return chip;
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    /// <summary>Searches for a card and activates it.</summary>
    /// <returns>Null if the field is empty.</returns>
    public Pn532Target? Find(CancellationToken cancellationToken)
    {
        Limit(cancellationToken);
        binding.ListPassiveTarget(MaxTarget.One, TargetBaudRate.B106kbpsTypeA);
        return Pn532Target.Parse(wire.Answer);
    }

    /// <summary>Whether the activated card still answers, without changing its state.</summary>
    public bool IsThere(Pn532Target target, CancellationToken cancellationToken)
    {
        // The binding has no attention request (DiagnoseMode.AttentionRequestTest throws).
        Limit(cancellationToken);
        return target.HasApdus && wire.Exchange(Diagnose, [CardPresence]).Span is [var status] && new Pn532Status(status).IsSuccess;
    }

    /// <summary>Sends one command APDU to the card, in as many parts as necessary (bit MI of UM0701-02, 7.3.8).</summary>
    /// <returns>The card's answer, or the chip's error status.</returns>
    /// <exception cref="TimeoutException">The card did not answer in time.</exception>
    /// <exception cref="Pn532ExchangeException">The exchange was lost between host and chip.</exception>
    public (Pn532Status Status, ReadOnlyMemory<byte> Response) Carry(Pn532Target target, ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken)
    {
        wire.Limit(deadline, cancellationToken);
        while (command.Length > MaxChunk)
        {
            var taken = Exchange((byte)(target.Number | MoreInformation), command[..MaxChunk]);
            if (!taken.Status.IsSuccess)
            {
                return taken;
            }

            command = command[MaxChunk..];
        }

        var answer = Exchange(target.Number, command);
        if (!answer.Status.HasMore)
        {
            return answer;
        }

        var whole = new List<byte>(answer.Data.Span.ToArray());
        while (answer.Status is { IsSuccess: true, HasMore: true } && whole.Count <= MaxResponse)
        {
            answer = Exchange(target.Number, default);
            whole.AddRange(answer.Data.Span);
        }

        return (answer.Status, whole.ToArray());
    }

    /// <summary>Switches the field off, so that the card loses its state.</summary>
    public void CutPower(CancellationToken cancellationToken)
    {
        Limit(cancellationToken);
        binding.ReleaseTarget(EveryTarget);
        binding.SetRfField(RfFieldMode.None);
        cancellationToken.WaitHandle.WaitOne(options.FieldOffTime);
    }

    /// <summary>Closes the connection; errors are ignored.</summary>
    public void Dispose()
    {
        binding.Dispose();
        line.Dispose();
    }

    private static IPn532Line LineOf(string device, TimeProvider time)
    {
        // A udev link is resolved only to find the kind of device: the chip may come back under another number.
        var node = new FileInfo(device).LinkTarget ?? device;
        return Path.GetFileName(node).StartsWith("i2c-", StringComparison.Ordinal)
            ? Pn532I2cLine.Open(device, time)
            : new Pn532SerialLine(device, time);
    }

    /// <summary>A chip left at a raised rate stays there until it loses power.</summary>
    private static Pn532Chip Wake(IPn532Line line, Pn532ReaderOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        DeviceFaultException? silence = null;
        foreach (var candidate in RatesToTry(options))
        {
            if (silence is not null && !line.SetBaudRate(candidate))
            {
                break;
            }

            try
            {
                return new Pn532Chip(line, candidate, options, time, cancellationToken);
            }
            catch (DeviceFaultException exception)
            {
                silence ??= exception;
            }
        }

        throw silence!;
    }

    private static IEnumerable<int> RatesToTry(Pn532ReaderOptions options) =>
        new[] { Pn532SerialLine.FirstBaudRate, options.BaudRate, 460_800, 921_600, 230_400 }.Distinct();

    private void Configure(CancellationToken cancellationToken)
    {
        Limit(cancellationToken);
        if (rate != options.BaudRate && line.SetBaudRate(rate))
        {
            ChangeBaudRate();
        }

        // By default, the chip searches until there is a card and answers nothing else meanwhile.
        binding.SetMaxRetriesInitialization(new MaxRetriesMode { MaxRetryPassiveActivation = 1 });
    }

    private void ChangeBaudRate()
    {
        // The binding supports this on its own serial port only. The chip changes its rate after our acknowledgement.
        wire.Exchange(SetSerialBaudRate, [(byte)Array.IndexOf(BaudRates, options.BaudRate)]);
        wire.Acknowledge();
        line.SetBaudRate(options.BaudRate);
        wire.Exchange(GetFirmwareVersion, []);
    }

    private (Pn532Status Status, ReadOnlyMemory<byte> Data) Exchange(byte target, ReadOnlyMemory<byte> data)
    {
        binding.TransceiveAdvance(target, data.Span, received);
        received.AsSpan().Clear();

        // The binding's result lacks the status.
        return wire.Answer is { IsEmpty: false } answer
            ? (new Pn532Status(answer.Span[0]), answer[1..])
            : throw new Pn532ExchangeException($"The PN532 at {line.Device} answers without a status.");
    }

    private void Limit(CancellationToken cancellationToken) => wire.Limit(options.ChipDeadline, cancellationToken);
}
