namespace Kiosk.Service.Admission;

/// <summary>One entry of the catalogue of administrative procedures.</summary>
/// <param name="Days">Working days until the result is due, or null where none is set.</param>
/// <param name="ValidTo">The last day it may be chosen, or null.</param>
internal sealed record Procedure(
    string Code,
    string Vietnamese,
    string English,
    string Level,
    int? Days,
    string? LegalBasis,
    DateOnly ValidFrom,
    DateOnly? ValidTo);
