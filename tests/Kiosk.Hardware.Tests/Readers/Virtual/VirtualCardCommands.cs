using Kiosk.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Readers.Virtual;

/// <summary>Sends commands to a virtual card.</summary>
internal static class VirtualCardCommands
{
    public static async Task<string> Send(VirtualCard card, string command)
    {
        var answer = await card.TransmitAsync(Convert.FromHexString(command), CancellationToken.None);
        return Convert.ToHexString(answer!.Value.Span);
    }

    public static async Task<byte[]> Sign(VirtualCard card, byte[] digest)
    {
        var answer = await Send(card, $"0087119E267C2482008120{Convert.ToHexString(digest)}00");
        return PivAuthentication.ParseResponse(Convert.FromHexString(answer[..^4]));
    }
}
