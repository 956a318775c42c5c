namespace Kiosk.Service.Devices;

/// <summary>The journal's note about a tamper switch or door contact.</summary>
internal static class ContactNote
{
    /// <param name="contact"><c>tamper</c> or <c>door</c>.</param>
    public static string ContextOf(string contact, bool isActive) => $"{contact}.{(isActive ? "opened" : "closed")}";
}
