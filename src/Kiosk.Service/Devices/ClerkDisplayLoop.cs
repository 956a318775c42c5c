using Kiosk.Hardware.Displays;
using Kiosk.Service.Configuration;
using Kiosk.Service.Desks;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>Draws the clerk's view on the second display whenever it changes. A display that fails is reported once and tried again every two seconds; the desk serves without it.</summary>
internal sealed partial class ClerkDisplayLoop(ClerkView view, KioskOptions options, TimeProvider time, ILogger<ClerkDisplayLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    private readonly DisplayOptions display = options.Desk.Display.ToDisplay(options.Display);
    private IScreenOutput? output;
    private string shown = "";
    private bool hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Desk.Display.IsPresent)
        {
            return;
        }

        // Libraries and fonts are loaded in parallel with the rest of the start.
        await Task.Yield();
        try
        {
            while (true)
            {
                Look();
                await Task.Delay(hasFailed ? RetryInterval : Interval, time, stoppingToken);
            }
        }
        finally
        {
            Close();
        }
    }

    private void Look()
    {
        var screen = ClerkScreen.Of(view.Now());
        var words = string.Join('\n', screen.Files.Select(file => file.ToString()).Append($"{screen.NeedsClerk} {screen.OpenUntil} {screen.Refusal} {screen.FileCount}"));
        if (hasFailed || words != shown || output?.IsOutdated != false)
        {
            Draw(screen, words);
        }
    }

    private void Draw(Screen screen, string words)
    {
        try
        {
            output ??= DisplaySetup.Open(display);
            output.Show(screen);
            if (hasFailed)
            {
                Log.Recovered(logger);
            }

            (shown, hasFailed) = (words, false);
        }
        catch (Exception exception) when (exception is DisplayException or RendererException)
        {
            Close();
            if (!hasFailed)
            {
                Log.Failed(logger, exception.Message);
            }

            hasFailed = true;
        }
    }

    private void Close()
    {
        output?.Dispose();
        (output, shown) = (null, "");
    }

    private static partial class Log
    {
        [LoggerMessage(626, LogLevel.Error, "The clerk's display shows nothing: {Reason} The desk serves without it; see: kiosk doctor.")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(627, LogLevel.Information, "The clerk's display shows pictures again.")]
        public static partial void Recovered(ILogger logger);
    }
}
