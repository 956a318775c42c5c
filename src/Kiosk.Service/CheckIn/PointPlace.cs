using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.CheckIn;

/// <summary>Where a terminal stands that verifies cards only, by which the feed's rule for it is found.</summary>
/// <param name="door">Its door at the time.</param>
/// <param name="opensDoor">A card that passes opens the door.</param>
/// <param name="admitsAnyCard">Any genuine card passes where the feed has no rule.</param>
internal sealed class PointPlace(string terminalId, Func<string> door, bool opensDoor, bool admitsAnyCard)
{
    /// <summary>A terminal that opens nothing, at a place that no rule is about.</summary>
    public static PointPlace None { get; } = new("", () => "", opensDoor: false, admitsAnyCard: false);

    /// <exception cref="CacheException">The feed's rules cannot be read.</exception>
    public AdmissionMode.VerifyOnly ModeIn(CacheGeneration generation) => new(opensDoor, generation.Points.FindAt(terminalId, door()), admitsAnyCard);
}
