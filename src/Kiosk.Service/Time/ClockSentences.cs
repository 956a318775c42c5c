using Kiosk.Verification.Time;

namespace Kiosk.Service.Time;

/// <summary>Describes an unusable clock and its remedy: one English sentence for logs, commands and health pages.</summary>
internal static class ClockSentences
{
    private const string Remedy = "connect a network, set it (timedatectl set-time), or confirm it: kiosk clock accept";

    /// <param name="floor">The floor that the clock was compared with.</param>
    public static string OfFault(ClockReading clock, DateTimeOffset floor) => clock.Fault switch
    {
        ClockFault.Behind when clock.Instant < floor =>
            $"The terminal waits for its clock: it shows {clock.Instant:yyyy-MM-dd HH:mm'Z'}, and {floor:yyyy-MM-dd HH:mm'Z'} has surely passed; {Remedy}",
        ClockFault.Behind => $"The terminal waits for its clock: it was set back to {clock.Instant:yyyy-MM-dd HH:mm'Z'} while the service ran; {Remedy}",
        _ => $"The terminal waits for its clock: it shows {clock.Instant:yyyy-MM-dd HH:mm'Z'}, far ahead of what is known, and nothing confirms that; {Remedy}",
    };

    /// <param name="min">The trust that the signed card profile requires.</param>
    public static string OfTrust(ClockTrust min) => min is ClockTrust.Attested
        ? "The terminal waits for its clock: the card profile asks for network time, and there was none in the last 24 hours; connect a network."
        : "The terminal waits for its clock: the card profile asks for a battery-backed clock or network time; fit a DS3231, or connect a network.";
}
