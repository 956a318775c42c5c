namespace Kiosk.Feed.Records;

/// <summary>An entry in the catalogue of administrative procedures.</summary>
/// <param name="Days">Working days until the result is due, or null if no time limit is set.</param>
/// <param name="ValidTo">The last day it may be selected, or null.</param>
/// <param name="Documents">What to bring, in the order of a checklist; null or empty if nothing.</param>
/// <param name="Act">What a tap records; null for a file that is handed in.</param>
public sealed record Procedure(
    string Code,
    string Vietnamese,
    string English,
    string Level,
    int? Days,
    string? LegalBasis,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<ProcedureDocument>? Documents = null,
    ProcedureAct? Act = null)
{
    /// <param name="date">In Vietnam.</param>
    public bool IsValidOn(DateOnly date) => date >= ValidFrom && !HasEndedBy(date);

    /// <summary>Whether <see cref="ValidTo"/> is before this day.</summary>
    public bool HasEndedBy(DateOnly date) => date > ValidTo;
}
