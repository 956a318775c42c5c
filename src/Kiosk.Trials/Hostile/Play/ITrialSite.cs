using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.World;

namespace Kiosk.Trials.Hostile.Play;

/// <summary>The environment in which cases are played: creates terminals and applies feeds. The terminal is a project above this one, so it comes to the cases and they do not go to it.</summary>
internal interface ITrialSite
{
    /// <param name="data">The terminal's own folder; reusing one restarts the same terminal.</param>
    /// <param name="cacheData">The folder whose <c>cache</c> it uses: its own or a shared one.</param>
    Task<ITrialTerminal> StartAsync(TrialSetting setting, string data, string cacheData, ManualTimeProvider time, CancellationToken cancellationToken);

    /// <summary>Applies the latest publication to the cache of a data folder, as from a USB stick.</summary>
    /// <returns>Whether everything was accepted; false if a part was rejected.</returns>
    /// <exception cref="InvalidOperationException">Nothing could be applied.</exception>
    Task<bool> TakeAsync(TrialFeed feed, string data, CancellationToken cancellationToken);
}

/// <summary>A terminal for tapping cards.</summary>
internal interface ITrialTerminal : IAsyncDisposable
{
    /// <summary>Transmission time of a tap, excluded from the terminal's own time.</summary>
    TimeSpan WireTime { get; }

    /// <summary>DER of the key that it signs with.</summary>
    ReadOnlyMemory<byte> SigningKey { get; }

    /// <summary>Presents a card, waits for the answer and removes it long enough for the next tap to count.</summary>
    /// <param name="signature">Answers the challenge in place of the card's own key, or null.</param>
    Task<TrialTap> TapAsync(CardImage image, CardSignature? signature, CancellationToken cancellationToken);

    /// <summary>Holds a code to the scanner and waits for the answer.</summary>
    Task<TrialTap> ScanAsync(string code, CancellationToken cancellationToken);

    /// <summary>Names of the alarms' beginnings and ends in its journal, oldest first.</summary>
    IEnumerable<string> Alarms { get; }

    /// <summary>The door's contact opens or closes.</summary>
    void TurnDoor(bool isOpen);

    /// <summary>The switch in the case opens.</summary>
    void OpenCase();

    /// <summary>Hears of every arrival that another terminal recorded, as from the collector.</summary>
    void HearOf(ITrialTerminal other);

    /// <summary>As <see cref="TapAsync"/>, while the clock advances by up to five seconds.</summary>
    Task<TrialTap> TapAsTimePassesAsync(CardImage image, CancellationToken cancellationToken);
}

/// <summary>The result of a tap.</summary>
/// <param name="Words">The screen's text in both languages.</param>
/// <param name="Surprises">One sentence per violated invariant.</param>
/// <param name="Receipt">The signed text of a procedure's receipt; null without one.</param>
internal sealed record TrialTap(Answer Answer, string Words, IReadOnlyList<string> Surprises, string? Receipt = null);
