using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>Who serves a procedure desk.</summary>
/// <param name="NeedsClerk">No procedure is taken without a clerk.</param>
/// <param name="Clerk">The card that opened the desk; null while it is not open.</param>
internal sealed record DeskState(bool NeedsClerk, CardTag? Clerk = null)
{
    /// <summary>A desk that members use by themselves.</summary>
    public static DeskState Free { get; } = new(NeedsClerk: false);

    /// <summary>Whether nothing may be taken until a clerk comes.</summary>
    public bool AwaitsClerk => NeedsClerk && Clerk is null;
}
