using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Service.Page;

/// <summary>The secret that grants access to the page; generated at every start and stored only in the printed address.</summary>
internal sealed class PageToken
{
    private const int Length = 32;

    /// <summary>For use in an address or header: letters, digits, hyphens and underscores.</summary>
    public string Text { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    /// <summary>
    /// The cookie's value. It grants access to the page's static files only and does not reveal the token, because a browser sends this machine's cookies to any program that
    /// listens on any of its ports.
    /// </summary>
    public string Ticket => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("kiosk.page.v1" + Text)));

    public bool Is(string? given) => AreEqual(Text, given);

    public bool IsTicket(string? given) => AreEqual(Ticket, given);

    private static bool AreEqual(string expected, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
