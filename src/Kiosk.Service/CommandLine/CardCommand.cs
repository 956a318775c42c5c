using System.CommandLine;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk card read|verify|present</c>.</summary>
internal static class CardCommand
{
    public static Command Create() => new("card", "Read a card, verify a card image, or present a virtual card to a reader.")
    {
        CardReadCommand.Create(),
        CardVerifyCommand.Create(),
        CardPresentCommand.Create(),
    };
}
