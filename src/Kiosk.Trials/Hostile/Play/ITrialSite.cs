using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.World;

namespace Kiosk.Trials.Hostile.Play;

/// <summary>Where cases are played: makes terminals, and has them take what a feed says.</summary>
internal interface ITrialSite
{
    /// <param name="data">The terminal's own folder; one that an earlier terminal left is the same one, started again.</param>
    /// <param name="cacheData">The folder whose <c>cache</c> it judges by: its own, or one that several share.</param>
    Task<ITrialTerminal> StartAsync(TrialSetting setting, string data, string cacheData, ManualTimeProvider time, CancellationToken cancellationToken);

    /// <summary>Takes what was published last into the cache of a data folder, as from a stick.</summary>
    /// <returns>Whether all of it was taken; false where some was refused.</returns>
    /// <exception cref="InvalidOperationException">Nothing could be taken.</exception>
    Task<bool> TakeAsync(TrialFeed feed, string data, CancellationToken cancellationToken);
}

/// <summary>A terminal that cards are tapped on.</summary>
internal interface ITrialTerminal : IAsyncDisposable
{
    /// <summary>What a tap takes on the way to the card and is none of the terminal's own time.</summary>
    TimeSpan WireTime { get; }

    /// <summary>Lays a card down, waits for the answer and takes the card away, long enough for the next to count.</summary>
    /// <param name="signature">Answers the challenge in place of the card's own key, or null.</param>
    Task<TrialTap> TapAsync(CardImage image, CardSignature? signature, CancellationToken cancellationToken);

    /// <summary>The same, while the clock goes on for five seconds at the most.</summary>
    Task<TrialTap> TapAsTimePassesAsync(CardImage image, CancellationToken cancellationToken);
}

/// <summary>What came of a tap.</summary>
/// <param name="Words">What the screen said, in both languages.</param>
/// <param name="Surprises">One sentence for each thing that must hold after such an answer and does not.</param>
internal sealed record TrialTap(Answer Answer, string Words, IReadOnlyList<string> Surprises);
