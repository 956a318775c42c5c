using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CheckIn;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Service.SelfTest;

/// <summary>Finds traces that a card not admitted must not leave (row 32).</summary>
internal sealed class Traces(IReadOnlyList<IssuedCard> members)
{
    private const int SampleLength = 30;

    /// <summary>Commands that occur only in a trace of the communication with a card.</summary>
    private static readonly string[] Commands = ["00A40400", "00CB3FFF", "0087119E", "7C2482008120"];

    private readonly string[] ofMembers = [.. members.SelectMany(OfMember), .. Commands];

    /// <returns>One sentence per place with data about the card or a member.</returns>
    /// <param name="shown">Parts of what was shown to the terminal.</param>
    public IEnumerable<string> FindIn(IReadOnlyDictionary<string, string> texts, IEnumerable<string> shown) =>
        from text in texts
        from trace in ofMembers.Concat(shown)
        where text.Value.Contains(trace, StringComparison.OrdinalIgnoreCase)
        select $"\"{trace}\" is in the {text.Key}.";

    /// <summary>All text of a screen in both languages.</summary>
    public static string WordsOf(CheckInOutcome outcome) =>
        string.Join('\n', new[] { Language.Vietnamese, Language.English }.Select(language => ScreenWords.Of(outcome.Screen, language)).SelectMany(words => words.Lines.Prepend(words.Headline)));

    public static IEnumerable<string> Of(CardImage image) =>
        from stored in image.Objects.Values
        where stored.Length >= 2 * SampleLength
        from trace in (string[])[Convert.ToHexString(stored.Span[^SampleLength..]), Convert.ToBase64String(stored.Span.Slice(SampleLength, SampleLength))]
        select trace;

    public static IEnumerable<string> Of(string code) => code.Length >= SampleLength ? [code[^SampleLength..]] : [];

    private static IEnumerable<string> OfMember(IssuedCard card)
    {
        var member = TrialSource.MemberOf(card);
        var key = card.Key.PublicKey.ExportSubjectPublicKeyInfo();
        return
        [
            member.Name,
            member.CardNumber,
            TrialSource.TagOf(card).ToString(),
            card.Uuid.ToString("D"),
            card.Uuid.ToString("N"),
            Convert.ToHexString(card.SerialNumber.Span),
            Convert.ToHexString(key.AsSpan(^16..)),
        ];
    }
}
