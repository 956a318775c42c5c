using Kiosk.Cards;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.CommandLine.Readers;

/// <summary>Creates the card reader from settings.</summary>
internal static class ReaderSetup
{
    public static ICardReader Create(ReaderOptions options, TimeProvider time) => options.Kind switch
    {
        ReaderOptions.Virtual => new VirtualReader(time),
        ReaderOptions.Pn532 => new Pn532Reader(Pn532Of(options), time),
        _ => new PcscReader(new PcscReaderOptions { NameContains = options.Name.Length > 0 ? options.Name : null }, time),
    };

    /// <summary>What a reader says of itself to an operator; empty where it says nothing.</summary>
    public static string DetailOf(ICardReader reader) => reader switch
    {
        PcscReader pcsc => pcsc.Detail,
        Pn532Reader pn532 => pn532.Detail,
        _ => "",
    };

    public static Pn532ReaderOptions Pn532Of(ReaderOptions options) => new() { Device = options.Device, BaudRate = options.BaudRate };
}
