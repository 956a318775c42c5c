using Kiosk.Service.CheckIn;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Health;

/// <summary>Tries the running terminal out, step by step, while its screen, lamp and buzzer show how far it is. A card ends it at once: nobody waits for a test.</summary>
internal sealed class DisplayedSelfTest(SelfTestSteps steps, Terminal terminal, ScreenPresenter presenter, CheckInFeed feed, IHostApplicationLifetime lifetime)
{
    /// <summary>How long each signal is shown.</summary>
    public static readonly TimeSpan SignalTime = TimeSpan.FromSeconds(1.5);

    private int running;

    /// <returns>How it went, also where it was cut short; null where another one is under way.</returns>
    public async Task<SelfTestResult?> RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref running, 1) == 1)
        {
            return null;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var list = steps.Create();
        var sheet = new SelfTestSheet(terminal.Feedback.TerminalId, list, presenter);
        var isCut = false;
        void Yield()
        {
            if (sheet.Close())
            {
                isCut = true;
                _ = over.CancelAsync();
            }
        }

        feed.Serving += Yield;
        try
        {
            await TryAllAsync(list, sheet, over.Token);
            return SelfTestResult.Of(terminal.Feedback.TerminalId, SelfTestEnd.Complete, sheet);
        }
        catch (OperationCanceledException)
        {
            return SelfTestResult.Of(terminal.Feedback.TerminalId, isCut ? SelfTestEnd.CardArrived : SelfTestEnd.Stopped, sheet);
        }
        finally
        {
            feed.Serving -= Yield;
            sheet.Finish();
            Volatile.Write(ref running, 0);
        }
    }

    private async Task TryAllAsync(IReadOnlyList<SelfTestStep> list, SelfTestSheet sheet, CancellationToken cancellationToken)
    {
        foreach (var (index, step) in list.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            sheet.Begin(index, step);
            if (step.Signal is not Mood.Neutral)
            {
                await Task.Delay(SignalTime, terminal.Time, cancellationToken);
            }

            // Reads the whole journal: not on a thread that answers health pages.
            sheet.End(index, await Task.Run(step.Try, cancellationToken));
        }
    }
}
