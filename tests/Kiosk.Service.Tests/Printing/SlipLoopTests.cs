using Kiosk.Service.Configuration;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Processes;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.Printing;

/// <summary>A terminal at a desk, with and without its printer.</summary>
public sealed class SlipLoopTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [FactWithCups]
    public async Task A_receipt_is_printed_on_one_page_of_A5()
    {
        await using var cups = await CupsServer.StartAsync();
        await using var hall = new Hall(member) { Adjust = options => options.Printer = cups.Options };
        var terminal = await hall.OpenAsync(Hall.ForProcedure);

        var tap = await terminal.TapAsync(member.Image());
        var page = await cups.NextPageAsync();

        Assert.IsType<Screen.ProcedureReceipt>(tap.Screen);
        Assert.Matches(@"Pages: +1\n(.*\n)*Page size: +(419|420|421)(\.\d+)? x 595(\.\d+)? pts", (await ChildProcess.RunAsync("pdfinfo", page)).With(code: 0).Output);
    }

    [Fact]
    public async Task An_absent_printer_is_no_outage()
    {
        await using var hall = new Hall(member) { Adjust = options => options.Printer = new PrinterOptions { Name = "BAN-1", Socket = "/nonexistent/cups.sock" } };
        var terminal = await hall.OpenAsync(Hall.ForProcedure);

        var first = await terminal.TapAsync(member.Image());
        hall.Time.Advance(Kiosk.Service.CheckIn.RepeatTapGuard.Window);
        var second = await terminal.TapAsync(member.Image());

        Assert.IsType<Screen.ProcedureReceipt>(first.Screen);
        Assert.IsType<Screen.ProcedureReceipt>(second.Screen);
    }
}
