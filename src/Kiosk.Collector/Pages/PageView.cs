using Kiosk.Collector.Accounts;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>Who looks at a page, and how.</summary>
/// <param name="Account">Null before sign-in.</param>
/// <param name="Path">Of the page, with its query.</param>
/// <param name="FormToken">Proves that a form came from this page.</param>
public sealed record PageView(Language Language, string? Account, string Role, string Path, string FormToken)
{
    public PageAbilities Abilities { get; init; } = new(SignsReports: false, IssuesInvitations: false);

    public LocalFormat Format => LocalFormat.Of(Language);

    public bool SeesNames => Role is AccountRoles.Secretary or AccountRoles.Auditor;

    public bool Acts => Role is AccountRoles.Secretary;

    public string Say(Phrase phrase) => phrase.In(Language);

    public string Say(Phrase phrase, params ReadOnlySpan<string> arguments) => phrase.In(Language, arguments);

    /// <summary>08:05, 22/11/2026.</summary>
    public string Moment(DateTimeOffset instant) => Say(PageWords.Moment, LocalFormat.Time(instant), LocalFormat.Day(instant));
}
