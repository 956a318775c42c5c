using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests.Image;

/// <summary>A terminal at work whose disk is taken down write by write, with what it had acknowledged when.</summary>
internal sealed class PowerCutRecording(ImageTerminal terminal, string log)
{
    private static readonly DemoCard[] Cards = [DemoCard.GoodP256, DemoCard.Expired, DemoCard.GoodRsa, DemoCard.Revoked];

    private readonly List<(long LogBytes, ulong Sequence)> acknowledged = [];
    private int taps;

    /// <summary>How long the log was when cuts begin to count.</summary>
    public long Begun { get; } = new FileInfo(log).Length;

    public ImageTerminal Terminal => terminal;

    /// <summary>One card, and another, to the terminal's answer.</summary>
    public async Task TapAsync()
    {
        await terminal.TapAsync(Cards[taps++ % Cards.Length]);
        await NoteAsync();
    }

    /// <summary>Notes the newest record that the service calls written.</summary>
    public async Task NoteAsync()
    {
        if (await terminal.StatusAsync() is { } status)
        {
            acknowledged.Add((new FileInfo(log).Length, status.JournalSequence));
        }
    }

    /// <returns>The number of the newest record that must be there after a cut at this length of the log; 0 if none was acknowledged.</returns>
    public ulong AcknowledgedAt(long logBytes) => acknowledged.Where(note => note.LogBytes <= logBytes).Select(note => note.Sequence).DefaultIfEmpty().Max();
}
