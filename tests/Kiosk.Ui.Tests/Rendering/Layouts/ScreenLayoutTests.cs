using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Rendering.Layouts;

public sealed class ScreenLayoutTests(FontRuler font) : IClassFixture<FontRuler>
{
    /// <summary>10 minutes of arc from 2 m: twice the 5 that normal vision resolves (ISO 8596).</summary>
    private const double MinHeadlineMillimetres = 5.8;

    /// <summary>In ems of the headline, from the bottom of its lowest letter to the top of the highest accent below it.</summary>
    private const double MinAir = 0.05;

    private const double MinTextContrast = 4.5;
    private const double MinGraphicContrast = 3;

    public static TheoryData<int, int, Language> Views
    {
        get
        {
            var data = new TheoryData<int, int, Language>();
            foreach (var view in Gallery.Views)
            {
                data.Add(view.Width, view.Height, view.Language);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Everything_is_within_the_screen(int width, int height, Language language) =>
        Assert.All(Drawings(width, height, language), drawn =>
            Assert.All(drawn.Drawing.Marks, mark => Assert.True(new Box(0, 0, width, height).Contains(mark.Extent), $"{drawn.Screen}: {mark}")));

    [Theory]
    [MemberData(nameof(Views))]
    public void Texts_do_not_overlap(int width, int height, Language language) =>
        Assert.All(Drawings(width, height, language), drawn => Assert.Empty(Touching(drawn)));

    [Theory]
    [MemberData(nameof(Views))]
    public void There_is_space_below_a_headline(int width, int height, Language language) =>
        Assert.All(Drawings(width, height, language), drawn => Assert.Empty(
            from headline in drawn.Drawing.Marks.OfType<Mark.Line>()
            where headline.IsHeadline
            let foot = headline.Baseline + (headline.Size * Proportions.Descent)
            from mark in drawn.Drawing.Marks
            where mark is Mark.Line { IsHeadline: false } or Mark.Plate { IsRule: true }
            let top = mark is Mark.Line line ? line.Baseline - (line.Size * Proportions.Ascent) : mark.Extent.Y
            where mark.Extent.X < headline.Extent.Right && headline.X < mark.Extent.Right
            where top + (headline.Size * MinAir) > headline.Baseline && top < foot + (headline.Size * MinAir)
            select $"{drawn.Screen}: {headline.Words} / {mark}"));

    [Theory]
    [MemberData(nameof(Views))]
    public void Text_does_not_overlap_a_symbol(int width, int height, Language language) =>
        Assert.All(Drawings(width, height, language), drawn =>
            Assert.Empty(
                from line in drawn.Drawing.Marks.OfType<Mark.Line>()
                from mark in drawn.Drawing.Marks
                where mark is Mark.Badge or Mark.Code && Overlap(line.Extent, mark.Extent)
                select $"{drawn.Screen}: {line.Words}"));

    [Theory]
    [MemberData(nameof(Views))]
    public void Text_and_symbols_have_enough_contrast(int width, int height, Language language) =>
        Assert.All(Drawings(width, height, language), drawn => Assert.Empty(TooWeak(drawn)));

    [Theory]
    [MemberData(nameof(Views))]
    public void The_declared_ground_is_the_colour_below_the_text(int width, int height, Language language) =>
        Assert.All(Drawings(width, height, language), drawn =>
            Assert.Empty(drawn.Drawing.Marks.OfType<Mark.Line>().Where(line => GroundBelow(drawn.Drawing, line) != line.Ground).Select(line => $"{drawn.Screen}: {line}")));

    [Theory]
    [MemberData(nameof(Views))]
    public void Headlines_are_readable_from_two_metres(int width, int height, Language language)
    {
        var scale = Gallery.Panels.Single(panel => (panel.Width, panel.Height) == (width, height)).MillimetresToPixel;

        Assert.All(Drawings(width, height, language), drawn =>
        {
            Line[] headlines = [.. drawn.Drawing.Marks.OfType<Mark.Line>().Where(line => line.IsHeadline).Select(line => new Line(line.Words, line.Size * Proportions.CapHeight * scale))];
            Assert.True(headlines.Length > 0 || IsForOperators(drawn.Screen), $"{drawn.Screen} has no headline.");
            Assert.All(headlines, line => Assert.True(line.Millimetres >= MinHeadlineMillimetres, $"{drawn.Screen}: {line}"));
        });
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Every_word_of_title_name_and_role_is_drawn(int width, int height, Language language)
    {
        var welcome = Words(Layout(Gallery.LongWelcome, width, height, language));
        var idle = Words(Layout(Gallery.LongIdle, width, height, language));

        Assert.Contains(Gallery.LongName, welcome, StringComparison.Ordinal);
        Assert.Contains(Gallery.LongTitle.Vietnamese, welcome, StringComparison.Ordinal);
        Assert.Contains("Chủ tịch Hội đồng nhân dân xã", welcome, StringComparison.Ordinal);
        Assert.Contains(Gallery.LongTitle.Vietnamese, idle, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Every_sentence_of_an_answer_is_drawn(int width, int height, Language language) =>
        Assert.All(
            Samples.All.Where(screen => screen is Screen.SteppedOut or Screen.Refused or Screen.TryAgain or Screen.AlreadyIn or Screen.OutOfService or Screen.ProcedureReceipt or Screen.StickRead),
            screen =>
            {
                var drawn = Words(Layout(screen, width, height, language));
                var words = ScreenWords.Of(screen, language);
                Assert.All(words.Lines.Prepend(words.Headline), sentence => Assert.Contains(sentence, drawn, StringComparison.Ordinal));
            });

    [Fact]
    public void Delegations_without_a_row_are_summed_up_in_the_last_row()
    {
        var delegations = Enumerable.Range(1, 40).Select(number => new CountLine($"Đoàn {number}", 10, 12)).ToArray();
        var drawn = Words(Layout(new Screen.OperatorView(Samples.Figures with { ByDelegation = delegations }), 800, 480, Language.Vietnamese));
        var shown = delegations.Count(line => drawn.Contains($"{line.Name} {line.Present}/", StringComparison.Ordinal));

        Assert.InRange(shown, 3, 20);
        Assert.Contains($"Các đoàn khác ({40 - shown}) {(40 - shown) * 10}/{(40 - shown) * 12}", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void The_delegation_that_changed_last_gets_its_own_row_in_list_order()
    {
        var delegations = Enumerable.Range(1, 40).Select(number => new CountLine($"Đoàn {number}", 10, 12, number is 33 or 38 ? Samples.Morning : null)).ToArray();
        var drawn = Words(Layout(new Screen.OperatorView(Samples.Figures with { ByDelegation = delegations }), 800, 480, Language.Vietnamese));

        Assert.Matches("Đoàn 1 10/12.*Đoàn 33 10/12.*Đoàn 38 10/12.*Các đoàn khác", drawn);
    }

    [Fact]
    public void The_quorum_is_marked_at_its_position()
    {
        var drawing = Layout(new Screen.Idle(TerminalPurpose.Meeting, null, Samples.QuorumMet, Samples.Morning), 800, 480, Language.Vietnamese);
        var bars = drawing.Marks.OfType<Mark.Plate>().ToArray();
        var track = bars.MaxBy(plate => plate.Box.Width)!.Box;
        var mark = bars.MinBy(plate => plate.Box.Width)!.Box;

        Assert.Equal(track.X + (track.Width * 0.667), mark.CentreX, 0.5);
    }

    [Fact]
    public void Moods_differ_by_symbol_not_only_by_colour() =>
        Assert.Equal(
            4,
            new Screen[] { new Screen.Verified(), new Screen.Refused(PublicLine.NotConfirmed), new Screen.Undecidable(), new Screen.Reading() }
                .Select(screen => Layout(screen, 800, 480, Language.Vietnamese).Marks.OfType<Mark.Badge>().Single().Symbol).Distinct().Count());

    private static IEnumerable<string> Touching((Screen Screen, Drawing Drawing) drawn)
    {
        Mark.Line[] lines = [.. drawn.Drawing.Marks.OfType<Mark.Line>()];
        return
            from first in Enumerable.Range(0, lines.Length)
            from second in Enumerable.Range(first + 1, lines.Length - first - 1)
            where Overlap(lines[first].Extent, lines[second].Extent)
            select $"{drawn.Screen}: {lines[first].Words} / {lines[second].Words}";
    }

    private static IEnumerable<string> TooWeak((Screen Screen, Drawing Drawing) drawn) => drawn.Drawing.Marks.SelectMany(mark => mark switch
    {
        Mark.Line line when line.Ink.ContrastTo(line.Ground) < MinTextContrast => [$"{drawn.Screen}: {line}"],
        Mark.Badge badge when badge.Ink.ContrastTo(badge.Shape) < MinTextContrast || badge.Shape.ContrastTo(badge.Ground) < MinTextContrast => [$"{drawn.Screen}: {badge}"],
        Mark.Plate { IsRule: true } plate when plate.Fill.ContrastTo(plate.Ground) < MinGraphicContrast => [$"{drawn.Screen}: {plate}"],
        _ => Array.Empty<string>(),
    });

    private static Colour GroundBelow(Drawing drawing, Mark.Line line) =>
        drawing.Marks.TakeWhile(mark => !ReferenceEquals(mark, line)).OfType<Mark.Plate>().LastOrDefault(plate => plate.Box.Contains(line.Extent))?.Fill ?? drawing.Ground;

    private static bool Overlap(Box one, Box other) =>
        one.X < other.Right && other.X < one.Right && one.Y < other.Bottom && other.Y < one.Bottom;

    // Read by one person at the desk, from arm's length.
    private static bool IsForOperators(Screen screen) => screen is Screen.ClerkDesk or Screen.OperatorView or Screen.Readiness or Screen.DeviceCheck or Screen.Software;

    private static string Words(Drawing drawing) => string.Join(' ', drawing.Marks.OfType<Mark.Line>().Select(line => line.Words));

    private IEnumerable<(Screen Screen, Drawing Drawing)> Drawings(int width, int height, Language language) =>
        Gallery.Screens.Select(screen => (screen, Layout(screen, width, height, language)));

    private Drawing Layout(Screen screen, int width, int height, Language language) => ScreenLayout.Of(screen, new ScreenView(width, height, language), font.Typeface);

    private sealed record Line(string Words, double Millimetres);
}
