using System.Diagnostics;
using System.Globalization;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Benchmarks;

/// <summary>A virtual card in a slot of vpcd, in a process of its own: a real card does not share the terminal's threads.</summary>
internal sealed class CardProcess : IDisposable
{
    public const string Verb = "serve-card";

    private readonly Process process;

    public CardProcess(string image, int port) =>
        process = Process.Start(new ProcessStartInfo(Programs.Itself, [Verb, image, port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, UseShellExecute = false })!;

    /// <summary>The child: presents the card until its standard input ends.</summary>
    /// <param name="args">Verb, file of the card image, port.</param>
    public static async Task<int> RunChildAsync(string[] args)
    {
        var card = new VirtualCard(CardImage.Load(args[1]), TimeProvider.System);
        await using var link = await VpcdLink.ConnectAsync(card, "127.0.0.1", int.Parse(args[2], CultureInfo.InvariantCulture), CancellationToken.None);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
