using Kiosk.Service.CheckIn;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Health;

/// <summary>Runs the device check on the running terminal, with its progress on screen, lamp and buzzer. A card ends it at once, so that nobody has to wait for it.</summary>
internal sealed class DisplayedDeviceCheck(DeviceCheckSteps steps, ScreenPresenter presenter, CheckInEvents events, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>How long each signal is shown.</summary>
    public static readonly TimeSpan SignalTime = TimeSpan.FromSeconds(1.5);

    private int running;

    /// <returns>The result, even if cut short; null if another run is in progress.</returns>
    public async Task<DeviceCheckResult?> RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref running, 1) == 1)
        {
            return null;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var list = steps.Create();
        var sheet = new DeviceCheckSheet(steps.TerminalId, list, presenter);
        var isCut = false;
        void Yield()
        {
            if (sheet.Close())
            {
                isCut = true;
                _ = over.CancelAsync();
            }
        }

        events.Serving += Yield;
        try
        {
            await TryAllAsync(list, sheet, over.Token);
            return DeviceCheckResult.Of(steps.TerminalId, DeviceCheckEnd.Complete, sheet);
        }
        catch (OperationCanceledException)
        {
            return DeviceCheckResult.Of(steps.TerminalId, isCut ? DeviceCheckEnd.CardArrived : DeviceCheckEnd.Stopped, sheet);
        }
        finally
        {
            events.Serving -= Yield;
            sheet.Finish();
            Volatile.Write(ref running, 0);
        }
    }

    private async Task TryAllAsync(IReadOnlyList<DeviceCheckStep> list, DeviceCheckSheet sheet, CancellationToken cancellationToken)
    {
        foreach (var (index, step) in list.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            sheet.Begin(index, step);
            if (step.Signal is not Mood.Neutral)
            {
                await Task.Delay(SignalTime, time, cancellationToken);
            }

            // The journal step reads the whole journal, so keep it off the threads that answer health pages.
            sheet.End(index, await Task.Run(step.Try, cancellationToken));
        }
    }
}
