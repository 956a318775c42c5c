using System.CommandLine;
using System.Net.Sockets;
using Kiosk.CommandLine;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk card present</c>: presents a virtual card in a vpcd slot, for any program that uses PC/SC.</summary>
internal static class CardPresentCommand
{
    public static Command Create(Language language)
    {
        var card = new Option<string>("--card") { Description = new Phrase("Ảnh thẻ cần đặt lên.", "Card image to present.").In(language), HelpName = "FILE", Required = true };
        var vpcd = new Option<string>("--vpcd") { Description = new Phrase("Khe đặt thẻ.", "Slot to present it in.").In(language), DefaultValueFactory = _ => $"localhost:{VpcdLink.DefaultPort}", HelpName = "HOST:PORT" };
        var command = new Command("present", new Phrase("Đặt một thẻ ảo lên đầu đọc của vpcd cho đến khi nhấn Ctrl-C, hoặc đến khi thẻ tự rời đi.", "Present a virtual card to vpcd's reader until Ctrl-C, or until the card leaves by itself.").In(language)) { card, vpcd };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var image = CardFiles.ReadImage(parsed.GetValue(card)!);
            var address = VpcdAddress.Parse(parsed.GetValue(vpcd)!);
            return await PresentAsync(new VirtualCard(image, TimeProvider.System), address, language, cancellationToken);
        });
        return command;
    }

    private static async Task<int> PresentAsync(VirtualCard card, VpcdAddress address, Language language, CancellationToken cancellationToken)
    {
        try
        {
            await using var link = await VpcdLink.ConnectAsync(card, address.Host, address.Port, cancellationToken);
            await Console.Error.WriteLineAsync(new Phrase($"Thẻ đang ở trên đầu đọc tại {address.Host}:{address.Port}; nhấn Ctrl-C để lấy ra.", $"The card is on the reader at {address.Host}:{address.Port}; press Ctrl-C to remove it.").In(language));
            await link.WaitForRemovalAsync(cancellationToken);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (SocketException exception)
        {
            throw new ServiceUnavailableException(new(
                $"vpcd không trả lời tại {address.Host}:{address.Port}; hãy khởi động pcscd khi đã cài vsmartcard-vpcd [{exception.Message}].",
                $"vpcd does not answer on {address.Host}:{address.Port}: {exception.Message}; start pcscd with vsmartcard-vpcd installed."), exception);
        }
    }
}
