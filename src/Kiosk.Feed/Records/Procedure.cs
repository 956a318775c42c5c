namespace Kiosk.Feed.Records;

/// <summary>An entry in the catalogue of administrative procedures.</summary>
/// <param name="Days">Working days until the result is due, or null if no time limit is set.</param>
/// <param name="ValidTo">The last day it may be selected, or null.</param>
public sealed record Procedure(
    string Code,
    string Vietnamese,
    string English,
    string Level,
    int? Days,
    string? LegalBasis,
    DateOnly ValidFrom,
    DateOnly? ValidTo)
{
    /// <param name="date">In Vietnam.</param>
    public bool IsValidOn(DateOnly date) => date >= ValidFrom && !HasEndedBy(date);

    /// <summary>Whether <see cref="ValidTo"/> is before this day.</summary>
    public bool HasEndedBy(DateOnly date) => date > ValidTo;
}
