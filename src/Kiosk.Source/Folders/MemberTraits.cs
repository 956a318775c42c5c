namespace Kiosk.Source.Folders;

/// <summary>What the credentials report counts, where <c>members.csv</c> has it. Never part of the feed.</summary>
/// <param name="Ethnicity">As the file writes it.</param>
/// <param name="Joined">Since when the party age counts.</param>
/// <param name="Education">As the file writes it.</param>
/// <param name="Theory">Level of political theory, as the file writes it.</param>
internal sealed record MemberTraits(Sex Sex, string? Ethnicity, DateOnly? Born, DateOnly? Joined, string? Education, string? Theory)
{
    /// <summary>Of a file without these columns.</summary>
    public static MemberTraits None { get; } = new(Sex.Unknown, null, null, null, null, null);
}

/// <summary>As a report counts it.</summary>
internal enum Sex
{
    Unknown = 0,
    Female,
    Male,
}
