using Kiosk.Journal;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.CheckIn;

/// <summary>Ends a clerk's shift after the configured minutes, or when the terminal serves something else, and forgets what was chosen with another clerk.</summary>
internal sealed class ClerkDesk(ClerkShift shift, ModeSwitch modes, TerminalNotes notes, TimeProvider time) : BackgroundService
{
    /// <summary>Who acts, as the journal's clear part says it; whose card it was is sealed.</summary>
    public const string By = "clerk-card";

    private const string ByTimeout = "timeout";
    private const string BySwitch = "mode";

    private ITimer? timeout;

    // Before any card is served.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        timeout = time.CreateTimer(_ => CloseIfOver(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        shift.Turned += FollowTurn;
        modes.Changed += CloseIfSwitched;
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        timeout?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken);
        }
        finally
        {
            shift.Turned -= FollowTurn;
            modes.Changed -= CloseIfSwitched;
        }
    }

    private void FollowTurn()
    {
        timeout!.Change(shift.Remaining ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (modes.HasChoice)
        {
            modes.Release();
        }
    }

    private void CloseIfOver()
    {
        if (shift.Remaining is { } left)
        {
            timeout!.Change(left, Timeout.InfiniteTimeSpan);
            return;
        }

        Close(ByTimeout);
    }

    private void CloseIfSwitched()
    {
        if (modes.Standing.Kind != ModeSelection.ForProcedure)
        {
            Close(BySwitch);
        }
    }

    private void Close(string by)
    {
        if (!shift.Close())
        {
            return;
        }

        try
        {
            notes.Write(TerminalNote.DeskClosed, modes.Standing, by);
        }
        catch (OutOfServiceException)
        {
            // The notes have reported it: the terminal is out of service. The desk is closed all the same.
        }
    }
}
