using Kiosk.Service.Configuration;
using Kiosk.Service.Printing;

namespace Kiosk.Service.Tests.Printing;

public sealed class CupsPrinterTests
{
    [FactWithCups]
    public async Task A_queue_that_is_there_is_ready()
    {
        await using var cups = await CupsServer.StartAsync();

        Assert.IsType<PrinterState.Ready>(await StateOfAsync(cups.Options));
    }

    [FactWithCups]
    public async Task A_stopped_queue_says_how_to_start_it()
    {
        await using var cups = await CupsServer.StartAsync();
        await cups.StopQueueAsync();

        Assert.Equal("The queue BAN-1 is stopped: run cupsenable BAN-1 and cupsaccept BAN-1", await ObjectionAsync(cups.Options));
    }

    [FactWithCups]
    public async Task A_queue_that_nobody_made_says_how_to_make_it()
    {
        await using var cups = await CupsServer.StartAsync();

        Assert.Equal("CUPS has no queue \"BAN-2\": make it with lpadmin, or correct Kiosk:Printer:Name", await ObjectionAsync(new() { Name = "BAN-2", Socket = cups.Options.Socket }));
    }

    [Fact]
    public async Task Without_CUPS_it_names_the_socket() =>
        Assert.StartsWith("CUPS cannot be reached at /nonexistent/cups.sock: ", await ObjectionAsync(new() { Name = "BAN-1", Socket = "/nonexistent/cups.sock" }), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(12)]
    public void An_answer_that_is_cut_short_is_none(int length) =>
        Assert.Throws<FormatException>(() => IppAnswer.Parse(new byte[] { 2, 0, 0, 0, 0, 0, 0, 1, 0x47, 0, 1, (byte)'a', 0, 1 }.AsSpan(0, length)));

    private static async Task<PrinterState> StateOfAsync(PrinterOptions options)
    {
        using var printer = new CupsPrinter(options, TimeProvider.System);
        return await printer.StateAsync(CancellationToken.None);
    }

    private static async Task<string> ObjectionAsync(PrinterOptions options) => Assert.IsType<PrinterState.Unavailable>(await StateOfAsync(options)).Sentence.English;
}
