using Kiosk.Service.CheckIn;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Health;

/// <summary>One reason why no card would be admitted, for commands and other programs.</summary>
/// <param name="Code">Stable name of the reason; null if it has none.</param>
/// <param name="Vietnamese">What failed, where, and the remedy.</param>
/// <param name="English">The same.</param>
internal sealed record TerminalFault(string? Code, string Vietnamese, string English)
{
    private const string Separator = " | ";

    public static TerminalFault HangingTap { get; } = new(null, "Một lượt đặt thẻ chưa được xử lý xong.", "A tap hangs.");

    public static TerminalFault Of(OutOfService outage) =>
        new(ReasonTable.NameOf(outage.Code), outage.Sentence.Vietnamese, outage.Sentence.English);

    /// <summary>For output with room for only one line.</summary>
    public static string OnOneLine(IEnumerable<TerminalFault> faults) => string.Join(Separator, faults);

    /// <summary>Joins the lines of a health page.</summary>
    public static string OnOneLine(string lines) => lines.Replace("\n", Separator, StringComparison.Ordinal);

    public override string ToString() => Code is null ? English : $"{Code}: {English}";
}
