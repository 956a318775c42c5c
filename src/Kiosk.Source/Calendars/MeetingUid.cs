using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Kiosk.Feed.Records;

namespace Kiosk.Source.Calendars;

/// <summary>The UID of an event (RFC 5545, 3.8.4.7), of any form, and the meeting's id derived from it alone.</summary>
/// <param name="Text">The UID as written.</param>
internal sealed partial record MeetingUid(string Text)
{
    private const int MaxReadableLength = 32;
    private const int HashLengthInBytes = 5;

    // The start of every global object id of Outlook ([MS-OXOCAL] 2.2.1.27).
    private const string OutlookBeginning = "040000008200E00074C5B7101A82E008";

    /// <summary>Without the part after @, and without braces.</summary>
    public string Plain { get; } = Text.Split('@')[0].Trim().TrimStart('{').TrimEnd('}');

    /// <summary>
    /// <see cref="Plain"/> if that is an id. Otherwise its letters and digits separated by hyphens, at most 32, or "outlook", and ten hexadecimal digits of the UID's SHA-256.
    /// </summary>
    public string Id => MeetingRecordRules.IsId(Plain) ? Plain : $"{Readable()}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)).AsSpan(0, HashLengthInBytes))}";

    /// <summary>Whether the id differs from the UID, which must be reported.</summary>
    public bool IsDerived => Id != Plain;

    private string Readable()
    {
        if (Plain.StartsWith(OutlookBeginning, StringComparison.OrdinalIgnoreCase))
        {
            return "outlook";
        }

        var readable = Others().Replace(Plain, "-").Trim('-');
        return readable.Length == 0 ? "uid" : readable[..Math.Min(readable.Length, MaxReadableLength)].Trim('-');
    }

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Others();
}
