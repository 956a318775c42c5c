using Kiosk.Feed.Records;

namespace Kiosk.Trials.Demo;

/// <summary>The demo's door without staff: an archive with a way in and a way out. A terminal serves it in mode <c>verify</c> at one of its doors.</summary>
internal static class DemoPoint
{
    public const string WayIn = "Kho lưu trữ";
    public const string WayOut = "Lối ra kho";

    /// <summary>Whoever operates terminals, and the cards on its list; nobody twice within twelve hours.</summary>
    public static Point Point { get; } = new(
        "kho-luu-tru",
        "Kho lưu trữ hồ sơ",
        [new(Duties: [Duty.Operator, Duty.Supervisor]), new(Listed: true)],
        Doors: [WayIn, WayOut],
        Passback: new(PassbackAnswer.Refuse, TimeSpan.FromHours(12)));

    /// <summary>The first two members of the meeting's list, whose cards are the tray's good ones.</summary>
    public static IReadOnlyList<PassLine> ListOf(IReadOnlyList<RosterEntry> roster) => [.. roster.Take(2).Select(entry => new PassLine(entry.Tag))];
}
