using Kiosk.Service.Admission;

namespace Kiosk.Service.CheckIn;

/// <summary>The old card of a hand-over in progress: good for the same case only, and for two minutes, as a choice on the screen is. Thread-safe.</summary>
internal sealed class CardHandover(TimeProvider time)
{
    private static readonly TimeSpan HandoverTimeout = TimeSpan.FromMinutes(2);

    private Held? held;

    /// <param name="occasion">What the tap was for.</param>
    public void Await(OldCard card, string occasion) => Volatile.Write(ref held, new(card, occasion, time.GetTimestamp()));

    public void End() => Volatile.Write(ref held, null);

    /// <returns>Null if no old card was placed for this, or too long ago.</returns>
    public OldCard? Find(string occasion) => Volatile.Read(ref held) is { } current && current.Occasion == occasion && time.GetElapsedTime(current.Since) < HandoverTimeout ? current.Card : null;

    /// <param name="Since">A timestamp of the time provider.</param>
    private sealed record Held(OldCard Card, string Occasion, long Since);
}
