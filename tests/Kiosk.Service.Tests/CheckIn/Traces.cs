using Kiosk.Service.CheckIn;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Row 32 of the hostile table: traces that a refused card must not leave anywhere.</summary>
internal static class Traces
{
    private static readonly string[] Commands = ["00A40400", "00CB3FFF", "0087119E", "7C2482008120"];

    /// <summary>Asserts that nothing about the card or its holder is in the log, the metrics, the status or on the screen.</summary>
    public static void AssertNone(RunningTerminal terminal, CheckInOutcome outcome, IssuedCard card)
    {
        var screens = new[] { Language.Vietnamese, Language.English }.Select(language => ScreenWords.Of(outcome.Screen, language));
        var texts = new Dictionary<string, string>
        {
            ["log"] = terminal.Log,
            ["metrics"] = terminal.MetricsText,
            ["status"] = terminal.StatusJsonText,
            ["screen"] = string.Join('\n', screens.SelectMany(words => words.Lines.Prepend(words.Headline))),
        };
        var found =
            from text in texts
            from trace in Of(card)
            where text.Value.Contains(trace, StringComparison.OrdinalIgnoreCase)
            select $"{trace} is in the {text.Key}";

        Assert.Empty(found);
    }

    private static IEnumerable<string> Of(IssuedCard card)
    {
        var member = TestCacheSource.MemberOf(card);
        var certificate = card.Certificate.Span;
        var key = card.Key.PublicKey.ExportSubjectPublicKeyInfo();
        return
        [
            member.Name,
            member.CardNumber,
            TestCacheSource.TagOf(card).ToString(),
            card.Uuid.ToString("D"),
            card.Uuid.ToString("N"),
            Convert.ToHexString(card.SerialNumber.Span),
            Convert.ToHexString(certificate[..16]),
            Convert.ToBase64String(certificate[..30]),
            Convert.ToHexString(key.AsSpan(^16..)),
            .. Commands,
        ];
    }
}
