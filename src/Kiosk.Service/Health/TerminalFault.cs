using Kiosk.Service.CheckIn;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Health;

/// <summary>One reason why no card would be admitted, for commands and programs.</summary>
/// <param name="Code">Stable name of the reason; null for what has none.</param>
/// <param name="Vietnamese">As the terminal's own display has it.</param>
/// <param name="English">What, where, what now.</param>
internal sealed record TerminalFault(string? Code, string Vietnamese, string English)
{
    private const string Separator = " | ";

    public static TerminalFault HangingTap { get; } = new(null, "Một lượt đặt thẻ chưa được xử lý xong.", "A tap hangs.");

    public static TerminalFault Of(OutOfService outage) =>
        new(ReasonTable.NameOf(outage.Code), TerminalChecks.LineOf(outage).Detail.Vietnamese, outage.Detail);

    /// <summary>Where there is no room for a line each.</summary>
    public static string OnOneLine(IEnumerable<TerminalFault> faults) => string.Join(Separator, faults);

    /// <summary>The same of lines that a page gave.</summary>
    public static string OnOneLine(string lines) => lines.Replace("\n", Separator, StringComparison.Ordinal);

    public override string ToString() => Code is null ? English : $"{Code}: {English}";
}
