using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Paper;

/// <summary>Signed invitations on A5 paper, a page a person, in the form of Party documents; and the list of those that were issued.</summary>
public static class InvitationPaper
{
    private const double Width = 148 / 25.4 * 72;
    private const double Height = 210 / 25.4 * 72;
    private const double Left = 20 / 25.4 * 72;
    private const double Right = Width - (12 / 25.4 * 72);
    private const double Top = 12 / 25.4 * 72;
    private const double CodeSide = 58 / 25.4 * 72;
    private const double Gap = 4;
    private const int ModulePixels = 8;

    private const string Fonts = "Tinos,Times New Roman,DejaVu Serif,serif";

    /// <summary>In the order of the numbers.</summary>
    /// <param name="withList">Whether pages with the list of all follow.</param>
    /// <returns>A PDF.</returns>
    /// <exception cref="ArgumentException">A code is too long for a QR code.</exception>
    /// <exception cref="RendererException">A library or every font is missing.</exception>
    public static byte[] Render(InvitationHeading heading, IReadOnlyList<InvitationLetter> letters, bool withList, Language language)
    {
        using var paper = new PaperDocument(heading.Meeting, Fonts, Width, Height);
        var sorted = letters.OrderBy(letter => letter.Number, NaturalOrder.Instance).ToList();
        foreach (var letter in sorted)
        {
            Place(paper, heading, letter, language);
            paper.EndPage();
        }

        if (withList)
        {
            PlaceList(paper, heading, sorted, language);
        }

        return paper.Finish();
    }

    /// <summary>The QR code alone with its quiet zone, as PNG, for sending.</summary>
    /// <exception cref="ArgumentException">The text is too long for a QR code.</exception>
    public static byte[] Picture(string code)
    {
        var matrix = MatrixOf(code);
        var side = (matrix.Side + (2 * QrMatrix.QuietZone)) * ModulePixels;
        var pixels = new byte[side * side * Pictures.Picture.BytesPerPixel];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var (column, row) = ((x / ModulePixels) - QrMatrix.QuietZone, (y / ModulePixels) - QrMatrix.QuietZone);
                var isDark = column >= 0 && column < matrix.Side && row >= 0 && row < matrix.Side && matrix.IsDark(column, row);
                pixels.AsSpan(((y * side) + x) * Pictures.Picture.BytesPerPixel, Pictures.Picture.BytesPerPixel).Fill(isDark ? (byte)0 : byte.MaxValue);
            }
        }

        return PngWriter.Write(pixels, side, side);
    }

    private static QrMatrix MatrixOf(string code) => QrMatrix.TryEncode(code) ?? throw new ArgumentException($"A text of {code.Length} characters is too long for a QR code.", nameof(code));

    private static void Place(PaperDocument paper, InvitationHeading heading, InvitationLetter letter, Language language)
    {
        var top = PaperHead.Place(paper, heading.Superior, heading.Office, Left, Right, Top);
        top += paper.Draw(new(InvitationPhrases.Title.In(language), 16, IsBold: true, Alignment: PaperAlignment.Centre), Left, top, Right - Left);
        top += 10 + paper.Draw(new(InvitationPhrases.Number.In(language, letter.Number), 11.5, Alignment: PaperAlignment.Centre), Left, top, Right - Left);
        top += paper.Draw(new((letter.IsGuest ? InvitationPhrases.ToGuest : InvitationPhrases.ToMember).In(language), 11.5), Left, top, Right - Left);
        top += Gap + paper.Draw(new(letter.Name, 15, IsBold: true, Alignment: PaperAlignment.Centre), Left, top, Right - Left);
        foreach (var line in LinesOf(heading, letter, language))
        {
            top += Gap + paper.Draw(new(line, 11.5), Left, top, Right - Left);
        }

        var codeTop = Height - Top - CodeSide;
        PaperCode.Place(paper, MatrixOf(letter.Code), Left, codeTop, CodeSide);
        var beside = Left + CodeSide + 14;
        var text = new PaperText((letter.IsGuest ? InvitationPhrases.GuestUse : InvitationPhrases.MemberUse).In(language), 9.5, IsItalic: true);
        paper.Draw(text, beside, Height - Top - paper.Measure(text, Right - beside), Right - beside);
    }

    private static IEnumerable<string> LinesOf(InvitationHeading heading, InvitationLetter letter, Language language)
    {
        if (string.Join(", ", new[] { letter.Role, letter.Unit }.OfType<string>()) is { Length: > 0 } who)
        {
            yield return who;
        }

        yield return InvitationPhrases.Meeting.In(language, heading.Meeting);
        foreach (var (title, starts) in heading.Sessions)
        {
            yield return heading.Sessions.Count == 1
                ? InvitationPhrases.Time.In(language, LocalFormat.Time(starts), LocalFormat.Day(starts))
                : InvitationPhrases.SessionTime.In(language, title, LocalFormat.Time(starts), LocalFormat.Day(starts));
        }

        if (letter.Seat is var (area, row, number))
        {
            yield return Phrases.SeatAt.In(language, area, row, number);
        }

        if (letter.Door is { } door)
        {
            yield return InvitationPhrases.Door.In(language, door);
        }
    }

    private static void PlaceList(PaperDocument paper, InvitationHeading heading, IReadOnlyList<InvitationLetter> letters, Language language)
    {
        var top = Begin();
        foreach (var letter in letters)
        {
            var name = new PaperText(string.Join(", ", new[] { letter.Name, letter.Unit }.OfType<string>()), 10);
            if (top + paper.Measure(name, Right - Left - 60) > Height - Top)
            {
                paper.EndPage();
                top = Begin();
            }

            paper.Draw(new(letter.Number, 10), Left, top, 56);
            top += Gap + paper.Draw(name, Left + 60, top, Right - Left - 60);
        }

        paper.EndPage();

        double Begin()
        {
            var below = Top + paper.Draw(new(InvitationPhrases.List.In(language), 13, IsBold: true, Alignment: PaperAlignment.Centre), Left, Top, Right - Left);
            return below + 10 + paper.Draw(new(heading.Meeting, 11, Alignment: PaperAlignment.Centre), Left, below, Right - Left);
        }
    }
}
