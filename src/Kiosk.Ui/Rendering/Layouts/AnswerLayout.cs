using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>A symbol, one sentence to read from a distance, and details to read close up.</summary>
internal static class AnswerLayout
{
    private const double BandShare = 0.29;

    public static void Place(Board board, Screen screen)
    {
        var words = board.Wording.Of(screen);
        var other = board.OtherWording?.Of(screen);
        var rest = PlaceBadge(board, SymbolOf(screen));
        List<Caption> texts = [.. SentencesOf(words[0]).Select(sentence => board.Headline(sentence, 56) with { Gap = board.Px(14) })];
        texts.AddRange(words.Skip(1).Select((line, at) => board.Note(line, 25, at == 0 ? 18 : 6) with { Ink = board.Theme.Ink }));
        if (other is not null)
        {
            texts.Add(board.Note(other[0], 24, 22));
        }

        board.AddTexts(rest, board.IsPortrait ? 0.5 : 0, board.IsPortrait ? 0.15 : 0.5, texts);
    }

    // The problem, then the remedy: each starts on its own line.
    private static IEnumerable<string> SentencesOf(string words)
    {
        var end = words.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? [words] : [words[..(end + 1)], .. SentencesOf(words[(end + 2)..])];
    }

    /// <summary>Places the symbol on the left, or on top in portrait.</summary>
    /// <param name="share">The symbol's share of the width.</param>
    /// <returns>The space left for text.</returns>
    public static Box PlaceBadge(Board board, Symbol symbol, double share = BandShare)
    {
        if (board.IsPortrait)
        {
            var (top, below) = board.Whole.CutTop(board.Height * 0.34);
            board.AddPlate(top, 0, board.Theme.Band);
            board.AddBadge(symbol, top.Square(board.Px(190)), board.Theme.Band);
            return below.Inset(board.Px(32), board.Px(30));
        }

        var (left, right) = board.Whole.CutLeft(board.Width * share);
        board.AddPlate(left, 0, board.Theme.Band);
        board.AddBadge(symbol, left.Inset(board.Px(24), 0).Square(board.Px(160)), board.Theme.Band);
        return right.Inset(board.Px(38), board.Px(30));
    }

    public static Symbol SymbolOf(Screen screen) => screen switch
    {
        Screen.Reading => Symbol.CardRead,
        Screen.TakeCard => Symbol.CardAway,
        Screen.AlreadyIn => Symbol.Earlier,
        Screen.Idle { AwaitsClerk: true } => Symbol.Earlier,
        Screen.StickRead { Mood: Mood.Neutral } => Symbol.Stick,
        Screen.ProcedureChoice or Screen.DocumentCheck or Screen.OperatorMenu or Screen.OwnRecord or Screen.OwnAttendance or Screen.ClerkDesk or Screen.CaseEntry or Screen.Idle { AwaitsChoice: true } => Symbol.List,
        Screen.OutOfService => Symbol.NoEntry,
        Screen.Alarm => Symbol.Exclamation,
        Screen.Readiness { Checks: var checks } => SymbolOf(checks),
        Screen.DeviceCheck { Steps: var steps } => SymbolOf(steps),
        _ => screen.Mood switch
        {
            Mood.Welcome => Symbol.Tick,
            Mood.Stop => Symbol.Cross,
            Mood.Attention => Symbol.Exclamation,
            _ => screen is Screen.OperatorView or Screen.DeskTurned or Screen.Acknowledged ? Symbol.Tick : Symbol.CardOnReader,
        },
    };

    private static Symbol SymbolOf(IReadOnlyList<CheckLine> checks) =>
        checks.Any(check => check.State == CheckState.Bad) ? Symbol.Cross
        : checks.Any(check => check.State == CheckState.Running) ? Symbol.Earlier
        : checks.Any(check => check.State == CheckState.Doubtful) ? Symbol.Exclamation
        : Symbol.Tick;
}
