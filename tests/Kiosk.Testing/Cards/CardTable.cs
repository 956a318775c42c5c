using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Testing.Cards;

/// <summary>A card session with a virtual reader: present a card and get the result of reading it.</summary>
public sealed class CardTable(TimeProvider time)
{
    public const string TerminalId = "terminal-1";

    /// <summary>Without a retry pause, because a test's clock stands still.</summary>
    public static readonly CardReadingProfile Profile = CardReadingProfile.Default with { RetryPause = TimeSpan.Zero };

    public VirtualReader Reader { get; } = new(time, absence: TimeSpan.Zero);

    public ChallengeSource Challenges { get; init; } = new(TerminalId);

    public CardReadingProfile Reading { get; init; } = Profile;

    public async Task<CardReadResult> Tap(IVirtualCard card, CancellationToken cancellationToken)
    {
        Reader.Present(card);
        var arrival = await Reader.WaitForCardAsync(cancellationToken);
        var result = await new CardSession(Reader, Challenges, time).ReadAsync(arrival, Reading, cancellationToken);
        Reader.Remove();
        return result;
    }

    public Task<CardReadResult> Tap(CardImage image, CancellationToken cancellationToken) => Tap(new VirtualCard(image, time), cancellationToken);
}
