using System.Text;
using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary>The table of reasons as a page in Markdown: docs/reasons.md is what <c>kiosk reasons --markdown</c> prints.</summary>
internal static class ReasonPage
{
    private const string Introduction = """
        # Reason codes

        Made by `kiosk reasons --markdown` out of the service's table of reasons; a test compares the two. Numbers stand in journals and names in scripts: neither ever changes its meaning.

        What a member sees is one of a few public sentences which tell no cause; the meaning and the operator's remedy are for the people at the desk and in charge of the terminal.

        Severity: *notice*, all in order, or put in order by placing the card again, at another door or time, or at the desk; *refusal*, turned away by rule; *security alert*, what a forged, copied or manipulated card would look like;
        *terminal fault*, the terminal lacks something and the card may be in order.

        """;

    public static string Write()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var family in ReasonTable.All.GroupBy(reason => FamilyOf(reason.Name)))
        {
            page.Append($"\n## {family.Key}\n\n| no. | code | severity | meaning | the member is asked | the operator |\n|---|---|---|---|---|---|\n");
            foreach (var reason in family)
            {
                page.Append($"| {(ushort)reason.Code} | `{reason.Name}` | {WordsOf(reason.Severity)} | {Both(reason.Meaning)} | {Both(reason.MemberRemedy)} | {Both(reason.OperatorRemedy)} |\n");
            }
        }

        return page.ToString();
    }

    public static string WordsOf(ReasonSeverity severity) => severity switch
    {
        ReasonSeverity.Notice => "notice",
        ReasonSeverity.Refusal => "refusal",
        ReasonSeverity.SecurityAlert => "security alert",
        ReasonSeverity.TerminalFault => "terminal fault",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "Not a severity."),
    };

    private static string FamilyOf(string name) => name.Contains('.', StringComparison.Ordinal) ? name[..name.IndexOf('.', StringComparison.Ordinal)] : "general";

    private static string Both(Phrase sentence) => $"{sentence.Vietnamese}<br>*{sentence.English}*";
}
