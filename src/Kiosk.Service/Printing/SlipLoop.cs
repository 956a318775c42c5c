using System.Threading.Channels;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Ui.Rendering.Paper;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Words;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Printing;

/// <summary>Prints the appointment slip of each receipt, apart from the check-in loop: a printer that is absent, slow or out of paper holds nobody up.</summary>
internal sealed partial class SlipLoop(CheckInEvents events, CupsPrinter printer, KioskOptions options, ILogger<SlipLoop> logger) : BackgroundService
{
    /// <summary>Slips that wait for the printer; a longer queue is one that does not print.</summary>
    private const int MaxWaiting = 16;

    private readonly Channel<Screen.ProcedureReceipt> waiting = Channel.CreateBounded<Screen.ProcedureReceipt>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        events.Answered += Keep;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        events.Answered -= Keep;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var receipt in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            await PrintAsync(receipt, stoppingToken);
        }
    }

    private async Task PrintAsync(Screen.ProcedureReceipt receipt, CancellationToken cancellationToken)
    {
        try
        {
            var language = options.Display.Language is "en" ? Language.English : Language.Vietnamese;
            var heading = new SlipHeading(options.Printer.Superior, options.Printer.Office, options.Printer.CheckAddress, options.Door);
            if (await printer.PrintAsync(AppointmentSlip.Render(receipt, heading, language), receipt.ReceiptNumber, cancellationToken) is PrinterState.Unavailable unavailable)
            {
                Log.NotPrinted(logger, receipt.ReceiptNumber, unavailable.Sentence.English);
            }
        }
        catch (RendererException exception)
        {
            Log.NotPrinted(logger, receipt.ReceiptNumber, exception.Message);
        }
    }

    private void Keep(CheckInOutcome outcome)
    {
        if (outcome is { Screen: Screen.ProcedureReceipt receipt, Receipt: not null, IsRepeat: false })
        {
            waiting.Writer.TryWrite(receipt);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(620, LogLevel.Warning, "The slip of {Number} was not printed: {Reason}. See: kiosk doctor")]
        public static partial void NotPrinted(ILogger logger, string number, string reason);
    }
}
