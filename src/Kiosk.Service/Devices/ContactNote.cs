using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Devices;

/// <summary>What a tamper switch or a door contact did, as the journal keeps it.</summary>
internal static class ContactNote
{
    /// <param name="contact"><c>tamper</c> or <c>door</c>.</param>
    public static string ContextOf(string contact, bool isActive) => $"{contact}.{(isActive ? "opened" : "closed")}";

    /// <param name="context">From <see cref="ContextOf"/>.</param>
    /// <exception cref="JournalException">It could not be written.</exception>
    public static JournalReceipt Append(Terminal terminal, string door, string context) =>
        terminal.Journal.Append(new(terminal.Clock.Read(), JournalMode.Terminal, context, door, default, JournalOutcome.Note, ReasonCode.None, default));
}
