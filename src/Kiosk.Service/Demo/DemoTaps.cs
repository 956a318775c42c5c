using System.Threading.Channels;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Hardware.Scanners;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Trials.Demo;

namespace Kiosk.Service.Demo;

/// <summary>Taps the demo's cards and returns the terminal's answers.</summary>
internal sealed class DemoTaps : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly DemoWorld world;
    private readonly IDemoTray tray;
    private readonly VirtualScanner scanner;
    private readonly CheckInEvents events;
    private readonly TimeProvider time;
    private readonly SkimmedAnswers skimmed = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly Channel<CheckInOutcome> outcomes = Channel.CreateUnbounded<CheckInOutcome>();

    /// <param name="scanner">The terminal's.</param>
    public DemoTaps(DemoWorld world, IDemoTray tray, VirtualScanner scanner, CheckInEvents events, TimeProvider time)
    {
        (this.world, this.tray, this.scanner, this.events, this.time) = (world, tray, scanner, events, time);
        events.Answered += Hear;
    }

    /// <summary>Presents a card, waits for the answer and removes the card. Concurrent calls are serialized.</summary>
    /// <exception cref="ServiceUnavailableException">The terminal did not detect the card.</exception>
    public async Task<CheckInOutcome> TapAsync(DemoCard card, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await TapAloneAsync(card, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Holds an invitation to the scanner and waits for the answer. Concurrent calls are serialized.</summary>
    /// <exception cref="ServiceUnavailableException">The terminal did not answer.</exception>
    public async Task<CheckInOutcome> ScanAsync(DemoInvitation invitation, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            DiscardOthers();
            scanner.Present(invitation.Text);
            return await AnswerAsync($"giấy mời {invitation.Number}", $"invitation {invitation.Number}", cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        events.Answered -= Hear;
        turn.Dispose();
    }

    private async Task<CheckInOutcome> TapAloneAsync(DemoCard card, CancellationToken cancellationToken)
    {
        DiscardOthers();
        await tray.PresentAsync(new VirtualCard(world.Load(card), time, skimmed), cancellationToken);
        try
        {
            return await AnswerAsync($"thẻ {card.Number}", $"card {card.Number}", cancellationToken);
        }
        finally
        {
            await tray.RemoveAsync(cancellationToken);
        }
    }

    private void DiscardOthers()
    {
        while (outcomes.Reader.TryRead(out _))
        {
            // Answers to other taps on a real reader.
        }
    }

    private async Task<CheckInOutcome> AnswerAsync(string vietnamese, string english, CancellationToken cancellationToken)
    {
        try
        {
            return await outcomes.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Timeout, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new ServiceUnavailableException(new(
                $"Máy không trả lời {vietnamese} trong {Timeout.TotalSeconds:0} giây; hãy thử: kiosk doctor",
                $"The terminal did not answer {english} within {Timeout.TotalSeconds:0} s; try: kiosk doctor"), exception);
        }
    }

    private void Hear(CheckInOutcome outcome) => outcomes.Writer.TryWrite(outcome);
}
