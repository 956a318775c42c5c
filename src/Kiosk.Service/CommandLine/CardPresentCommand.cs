using System.CommandLine;
using System.Net.Sockets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk card present</c>: a virtual card in a slot of vpcd, for any program that speaks PC/SC.</summary>
internal static class CardPresentCommand
{
    public static Command Create()
    {
        var card = new Option<string>("--card") { Description = "The card image.", HelpName = "FILE", Required = true };
        var vpcd = new Option<string>("--vpcd") { Description = "The slot.", DefaultValueFactory = _ => $"localhost:{VpcdLink.DefaultPort}", HelpName = "HOST:PORT" };
        var command = new Command("present", "Holds a virtual card to vpcd's reader until Ctrl-C, or until the card leaves by itself.") { card, vpcd };
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
            await Console.Error.WriteLineAsync($"The card lies on the reader of {address.Host}:{address.Port}; Ctrl-C takes it away.");
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
