using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Feed.Records;

/// <summary>The number of a signed invitation: that of the letter and, from the second issue on, the issue after a slash ("12", "12/2"). The roster states the issue in force, so a new one ends all before it.</summary>
/// <param name="Letter">1 to 12 ASCII letters, digits and hyphens; one person's at one meeting.</param>
/// <param name="Issue">From 1 to 99.</param>
public readonly record struct InvitationNumber(string Letter, int Issue)
{
    private const int MaxLetter = 12;
    private const int MaxIssue = 99;

    /// <returns>Null if the text is no number as <see cref="ToString"/> writes it.</returns>
    public static InvitationNumber? TryParse(string? text)
    {
        var (letter, issue) = text?.Split('/') switch
        {
            [var only] => (only, 1),
            [var first, var second] when int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => (first, number),
            _ => ("", 0),
        };
        var parsed = new InvitationNumber(letter, issue);
        return letter.Length is > 0 and <= MaxLetter && letter.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && issue is > 0 and <= MaxIssue && parsed.ToString() == text ? parsed : null;
    }

    /// <summary>What stands for a person without a card at one meeting: the first 16 bytes of SHA-256("kiosk.invitee.v1" ‖ 00 ‖ meeting id ‖ 00 ‖ letter).</summary>
    public CardTag TagAt(string meetingId) => CardTag.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes($"kiosk.invitee.v1\0{meetingId}\0{Letter}")).AsSpan(0, CardTag.Length));

    public override string ToString() => Issue == 1 ? Letter : string.Create(CultureInfo.InvariantCulture, $"{Letter}/{Issue}");
}
