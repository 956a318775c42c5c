using System.CommandLine;
using System.Net.Sockets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk card present</c>: presents a virtual card in a vpcd slot, for any program that uses PC/SC.</summary>
internal static class CardPresentCommand
{
    public static Command Create()
    {
        var card = new Option<string>("--card") { Description = "Card image to present.", HelpName = "FILE", Required = true };
        var vpcd = new Option<string>("--vpcd") { Description = "Slot to present it in.", DefaultValueFactory = _ => $"localhost:{VpcdLink.DefaultPort}", HelpName = "HOST:PORT" };
        var command = new Command("present", "Present a virtual card to vpcd's reader until Ctrl-C, or until the card leaves by itself.") { card, vpcd };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var image = CardFiles.ReadImage(parsed.GetValue(card)!);
            var address = VpcdAddress.Parse(parsed.GetValue(vpcd)!);
            return await PresentAsync(new VirtualCard(image, TimeProvider.System), address, cancellationToken);
        });
        return command;
    }

    private static async Task<int> PresentAsync(VirtualCard card, VpcdAddress address, CancellationToken cancellationToken)
    {
        try
        {
            await using var link = await VpcdLink.ConnectAsync(card, address.Host, address.Port, cancellationToken);
            await Console.Error.WriteLineAsync($"The card is on the reader at {address.Host}:{address.Port}; press Ctrl-C to remove it.");
            await link.WaitForRemovalAsync(cancellationToken);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (SocketException exception)
        {
            throw new ServiceUnavailableException($"vpcd does not answer on {address.Host}:{address.Port}: {exception.Message}; start pcscd with vsmartcard-vpcd installed.", exception);
        }
    }
}
