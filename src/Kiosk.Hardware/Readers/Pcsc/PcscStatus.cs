using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>The class of a PC/SC return code. Zero, for any code not listed, counts against the reader.</summary>
internal enum PcscRemedy
{
    CountFault = 0,
    None,
    EndLoop,
    WaitOn,
    NewContext,
    WaitForReader,
    RetrySoon,
    NameHolder,
    AskForNewTap,
    ResetOnce,
    CheckPresence,
    CoachPlacement,
    Abort,
    GrantAccess,
}

/// <summary>A PC/SC return code (pcsclite.h) and its interpretation.</summary>
internal readonly record struct PcscStatus(uint Code)
{
    public static readonly PcscStatus Success = new(0);
    public static readonly PcscStatus InsufficientBuffer = new(0x80100008);
    public static readonly PcscStatus NoReadersAvailable = new(0x8010002E);

    public bool IsSuccess => Code == 0;

    public PcscRemedy Remedy => Describe().Remedy;

    /// <summary>Whether it indicates a fault of the reader rather than of the card, the daemon or another program.</summary>
    public bool CountsAgainstReader => Remedy is PcscRemedy.CountFault or PcscRemedy.CheckPresence or PcscRemedy.RetrySoon;

    /// <summary>A LONG: negative if 32 bits wide, positive if 64.</summary>
    public static PcscStatus Of(nint result) => new((uint)(result & 0xFFFFFFFF));

    public override string ToString() => $"{Describe().Name} (0x{Code:X8})";

    /// <summary>Converts to the exceptions of <see cref="ICardConnection"/>.</summary>
    public CardException ToException(string call, string reader) => Remedy switch
    {
        PcscRemedy.AskForNewTap => new CardRemovedException($"The card left {reader}: {call} returned {this}."),
        PcscRemedy.CoachPlacement => new CardFaultException($"The card in {reader} stays mute, as one badly held or two at once do: {call} returned {this}."),
        PcscRemedy.NameHolder => new CardFaultException($"Another program holds the card in {reader}: {call} returned {this}."),
        PcscRemedy.GrantAccess => new CardFaultException($"polkit denies this user the card in {reader}: {call} returned {this}."),
        PcscRemedy.Abort => new CardFaultException($"Another program reset the card in {reader}: {call} returned {this}."),
        PcscRemedy.NewContext => new CardFaultException($"The smart card daemon went away: {call} returned {this}."),
        PcscRemedy.WaitForReader => new CardFaultException($"{reader} went away: {call} returned {this}."),
        _ => new CardFaultException($"{reader} failed: {call} returned {this}."),
    };

    private (string Name, PcscRemedy Remedy) Describe() => Code switch
    {
        0x00000000 => ("SCARD_S_SUCCESS", PcscRemedy.None),
        0x80100002 => ("SCARD_E_CANCELLED", PcscRemedy.EndLoop),
        0x80100003 => ("SCARD_E_INVALID_HANDLE", PcscRemedy.NewContext),
        0x80100008 => ("SCARD_E_INSUFFICIENT_BUFFER", PcscRemedy.CountFault),
        0x80100009 => ("SCARD_E_UNKNOWN_READER", PcscRemedy.WaitForReader),
        0x8010000A => ("SCARD_E_TIMEOUT", PcscRemedy.WaitOn),
        0x8010000B => ("SCARD_E_SHARING_VIOLATION", PcscRemedy.NameHolder),
        0x8010000C => ("SCARD_E_NO_SMARTCARD", PcscRemedy.AskForNewTap),
        0x8010000F => ("SCARD_E_PROTO_MISMATCH", PcscRemedy.ResetOnce),
        0x80100010 => ("SCARD_E_NOT_READY", PcscRemedy.RetrySoon),
        0x80100011 => ("SCARD_E_INVALID_VALUE", PcscRemedy.NewContext),
        0x80100013 => ("SCARD_F_COMM_ERROR", PcscRemedy.NewContext),
        0x80100016 => ("SCARD_E_NOT_TRANSACTED", PcscRemedy.CheckPresence),
        0x80100017 => ("SCARD_E_READER_UNAVAILABLE", PcscRemedy.WaitForReader),
        0x8010001D => ("SCARD_E_NO_SERVICE", PcscRemedy.NewContext),
        0x8010001E => ("SCARD_E_SERVICE_STOPPED", PcscRemedy.NewContext),
        0x8010002E => ("SCARD_E_NO_READERS_AVAILABLE", PcscRemedy.WaitForReader),
        0x80100065 => ("SCARD_W_UNSUPPORTED_CARD", PcscRemedy.CoachPlacement),
        0x80100066 => ("SCARD_W_UNRESPONSIVE_CARD", PcscRemedy.CoachPlacement),
        0x80100067 => ("SCARD_W_UNPOWERED_CARD", PcscRemedy.CoachPlacement),
        0x80100068 => ("SCARD_W_RESET_CARD", PcscRemedy.Abort),
        0x80100069 => ("SCARD_W_REMOVED_CARD", PcscRemedy.AskForNewTap),
        0x8010006A => ("SCARD_W_SECURITY_VIOLATION", PcscRemedy.GrantAccess),
        _ => ("PC/SC error", PcscRemedy.CountFault),
    };
}
