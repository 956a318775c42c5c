using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Rendering.Layouts;
using Kiosk.Ui.Tests.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Rendering.Pictures;

public sealed class TouchTargetTests(FontRuler font) : IClassFixture<FontRuler>
{
    /// <summary>The size of a fingertip (ISO 9241-410 gives 9.5 mm for keys typed without looking; a key that is looked at may be smaller).</summary>
    private const double MinMillimetres = 7;

    public static TheoryData<int, int, Language> Views => ScreenLayoutTests.Views;

    [Theory]
    [MemberData(nameof(Views))]
    public void Targets_are_on_the_screen_and_at_least_a_fingertip_large(int width, int height, Language language)
    {
        var scale = Gallery.Panels.Single(panel => (panel.Width, panel.Height) == (width, height)).MillimetresToPixel;

        Assert.All(Targets(width, height, language), target =>
        {
            Assert.True(target.X >= 0 && target.Y >= 0 && target.X + target.Width <= width && target.Y + target.Height <= height, $"{target}");
            Assert.True(Math.Min(target.Width, target.Height) * scale >= MinMillimetres, $"{target} on {width}×{height}");
        });
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Targets_with_different_actions_do_not_overlap(int width, int height, Language language) =>
        Assert.All(Gallery.Screens, screen =>
        {
            var targets = Layout(screen, width, height, language).Targets;
            Assert.Empty(
                from one in targets
                from other in targets
                where one.Action != other.Action && one.X + 1 < other.X + other.Width && other.X + 1 < one.X + one.Width && one.Y + 1 < other.Y + other.Height && other.Y + 1 < one.Y + one.Height
                select $"{one} / {other}");
        });

    [Theory]
    [MemberData(nameof(Views))]
    public void A_targets_label_is_visible_on_it(int width, int height, Language language) =>
        Assert.All(Gallery.Screens, screen =>
        {
            var drawing = Layout(screen, width, height, language);
            Assert.All(drawing.Targets, target => Assert.Contains(target.Label, WordsOn(target, drawing), StringComparison.Ordinal));
        });

    [Fact]
    public void Every_procedure_on_a_page_can_be_chosen() => Assert.Equal(
        Enumerable.Range(0, 6).Select(at => (Gallery.LongChoice.Procedures[at].Vietnamese, (ScreenAction)new ScreenAction.Choose(at))),
        Layout(Gallery.LongChoice, 800, 480, Language.Vietnamese).Targets.Where(target => target.Action is ScreenAction.Choose).Select(target => (target.Label, target.Action)));

    [Theory]
    [InlineData(1, 1, "back")]
    [InlineData(1, 3, "back page:next")]
    [InlineData(2, 3, "back page:previous page:next")]
    [InlineData(3, 3, "back page:previous")]
    public void Only_existing_pages_can_be_turned_to(int page, int count, string ways) => Assert.Equal(
        ways,
        string.Join(' ', Layout(Gallery.LongChoice with { Page = page, PageCount = count }, 800, 480, Language.Vietnamese).Targets.Where(target => target.Action is not ScreenAction.Choose).Select(target => target.Action)));

    [Fact]
    public void Every_character_of_a_file_number_can_be_typed() => Assert.Equal(
        "-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZĐ",
        string.Concat(Layout(Gallery.LongEntry, 800, 480, Language.Vietnamese).Targets.Select(target => target.Action).OfType<ScreenAction.Type>().Select(type => type.Key).Order()));

    [Theory]
    [InlineData("", "Hồ sơ mới")]
    [InlineData("HS-1", "Tiếp tục")]
    public void Continuing_without_a_number_is_labelled_new_case(string typed, string label) => Assert.Equal(
        label,
        Layout(new Screen.CaseEntry(Phrase.Untranslated("Nộp đảng phí"), typed), 800, 480, Language.Vietnamese).Targets.Single(target => target.Action is ScreenAction.Continue).Label);

    [Fact]
    public void Whatever_can_be_touched_on_a_picture_can_be_touched_on_the_panel_and_nothing_else()
    {
        using var renderer = new ScreenRenderer(new(800, 480));
        Assert.All(Samples.All, screen => Assert.Equal(Layout(screen, 800, 480, Language.Vietnamese).Targets, renderer.TargetsOf(screen)));
    }

    [Fact]
    public void The_renderer_reports_the_same_targets_for_a_rotated_panel()
    {
        using var turned = new ScreenRenderer(new(800, 480, Turn: PanelTurn.Quarter));
        using var upright = new ScreenRenderer(new(480, 800));

        Assert.Equal(upright.TargetsOf(Gallery.LongChoice), turned.TargetsOf(Gallery.LongChoice));
        Assert.NotEmpty(upright.TargetsOf(Gallery.LongChoice));
        Assert.Empty(upright.TargetsOf(new Screen.Reading()));
    }

    private static string WordsOn(TouchTarget target, Drawing drawing)
    {
        var box = new Box(target.X, target.Y, target.Width, target.Height);
        return string.Join(' ', drawing.Marks.OfType<Mark.Line>().Where(line => box.Contains(line.Extent)).Select(line => line.Words));
    }

    private IEnumerable<TouchTarget> Targets(int width, int height, Language language) => Gallery.Screens.SelectMany(screen => Layout(screen, width, height, language).Targets);

    private Drawing Layout(Screen screen, int width, int height, Language language) => ScreenLayout.Of(screen, new ScreenView(width, height, language), font.Typeface);
}
