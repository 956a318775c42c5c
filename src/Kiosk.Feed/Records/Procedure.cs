namespace Kiosk.Feed.Records;

/// <summary>One entry of the catalogue of administrative procedures.</summary>
/// <param name="Days">Working days until the result is due, or null where none is set.</param>
/// <param name="ValidTo">The last day it may be chosen, or null.</param>
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
    /// <param name="date">A day in Vietnam.</param>
    public bool IsValidOn(DateOnly date) => date >= ValidFrom && !HasEndedBy(date);

    /// <summary>Whether the last day lies before this one.</summary>
    public bool HasEndedBy(DateOnly date) => date > ValidTo;
}
