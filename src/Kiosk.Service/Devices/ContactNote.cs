namespace Kiosk.Service.Devices;

/// <summary>What a tamper switch or a door contact did, as the journal keeps it.</summary>
internal static class ContactNote
{
    /// <param name="contact"><c>tamper</c> or <c>door</c>.</param>
    public static string ContextOf(string contact, bool isActive) => $"{contact}.{(isActive ? "opened" : "closed")}";
}
