using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Service.Page;

/// <summary>What a browser must show to see the page; drawn anew at every start and kept nowhere but in the address that is printed.</summary>
internal sealed class PageToken
{
    private const int Length = 32;

    /// <summary>In an address, a header: letters, digits, hyphens and underscores.</summary>
    public string Text { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    /// <summary>
    /// What the cookie holds. It opens the page's own files and nothing else, and does not tell the token: a browser sends a cookie of this machine to whatever
    /// other program listens on one of its ports.
    /// </summary>
    public string Ticket => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("kiosk.page.v1" + Text)));

    public bool Is(string? given) => AreEqual(Text, given);

    public bool IsTicket(string? given) => AreEqual(Ticket, given);

    private static bool AreEqual(string expected, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
