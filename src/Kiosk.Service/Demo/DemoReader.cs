using Kiosk.Cards;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Words;

namespace Kiosk.Service.Demo;

/// <summary>The demo's reader and the tray that presents cards to it.</summary>
internal sealed record DemoReader(ICardReader Reader, IDemoTray Tray)
{
    public const string Virtual = "virtual";
    public const string Pcsc = "pcsc";
    public const string Pn532 = "pn532";

    /// <param name="kind">One of the constants above.</param>
    /// <param name="vpcd">The slot for virtual cards, used with <see cref="Pcsc"/>.</param>
    /// <exception cref="ServiceUnavailableException">No pseudo terminal is available.</exception>
    public static DemoReader Create(string kind, VpcdAddress vpcd, TimeProvider time) => kind switch
    {
        Pcsc => new(new PcscReader(new PcscReaderOptions(), time), new VpcdTray(vpcd.Host, vpcd.Port, time)),
        Pn532 => BeforeEmulatedChip(time),
        _ => InThisProcess(new VirtualReader(time), time),
    };

    private static DemoReader InThisProcess(VirtualReader reader, TimeProvider time) => new(reader, new InProcessTray(reader, time));

    private static DemoReader BeforeEmulatedChip(TimeProvider time)
    {
        try
        {
            var emulator = new Pn532Emulator(time);
            return new(new Pn532Reader(new Pn532ReaderOptions { Device = emulator.Device }, time), new Pn532Tray(emulator, time));
        }
        catch (DeviceException exception)
        {
            throw new ServiceUnavailableException(Phrase.WithDetail("PN532 mô phỏng không có cổng nối tiếp", $"The emulated PN532 has no serial port: {exception.Message}"), exception);
        }
    }
}
