using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>
/// A screen being laid out. Lengths are given for a panel of 800×480 (or 480×800) and scaled to the actual one. Panels of that size are assumed to
/// measure 7 inches, those of 1024×600 and 1280×800 10.1 inches: a headline's capitals are then at least 5.8 mm high, which is 10 minutes of arc from two metres,
/// twice what normal vision needs.
/// </summary>
internal sealed class Board
{
    /// <summary>Minimum size of a headline, in pixels per em at 800×480.</summary>
    public const double MinHeadline = 42;

    private readonly List<Mark> marks = [];
    private readonly List<TouchTarget> targets = [];
    private readonly Typesetter typesetter;
    private readonly double scale;

    public Board(ScreenView view, IRuler ruler, Theme theme)
    {
        var isSideways = view.Turn is PanelTurn.Quarter or PanelTurn.ThreeQuarters;
        (Width, Height) = isSideways ? (view.Height, view.Width) : (view.Width, view.Height);
        scale = IsPortrait ? Math.Min(Width / 480.0, Height / 800.0) : Math.Min(Width / 800.0, Height / 480.0);
        typesetter = new(ruler);
        Theme = theme;
        Wording = new(view.Language, view.QuorumTerm);
        OtherWording = view.IsBilingual ? new(view.Language == Language.Vietnamese ? Language.English : Language.Vietnamese, view.QuorumTerm) : null;
        Language = view.Language;
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    public bool IsPortrait => Height > Width;

    public Theme Theme { get; }

    public Language Language { get; }

    public ScreenWording Wording { get; }

    /// <summary>The second language, or null on a monolingual screen.</summary>
    public ScreenWording? OtherWording { get; }

    public Box Whole => new(0, 0, Width, Height);

    public Box Page => Whole.Inset(Px(36), Px(30));

    /// <param name="length">For a panel of 800×480.</param>
    public double Px(double length) => length * scale;

    public Drawing ToDrawing() => new(Width, Height, Theme.Ground, marks, targets);

    public Caption Headline(string words, double max = 50) =>
        new(words, Px(max), Px(MinHeadline), Weight.Bold, Theme.Ink) { IsHeadline = true };

    public Caption Note(string words, double max, double gap, Weight weight = Weight.Medium) =>
        new(words, Px(max), Px(max * 0.78), weight, Theme.Muted, Px(gap));

    public void AddPlate(Box box, double radius, Colour fill, bool isRule = false) => marks.Add(new Mark.Plate(box, Px(radius), fill, Theme.Ground, isRule));

    public void AddBadge(Symbol symbol, Box box, Colour? ground = null) =>
        marks.Add(new Mark.Badge(symbol, box, Theme.BadgeInk, Theme.Badge, ground ?? Theme.Ground));

    public void Add(Mark mark) => marks.Add(mark);

    /// <summary>Adds a plate with a label that can be touched.</summary>
    /// <param name="isMain">Whether this is the primary button.</param>
    public void AddButton(Box box, string words, ScreenAction action, bool isMain = false)
    {
        var (fill, ink) = isMain ? (Theme.Badge, Theme.BadgeInk) : (Theme.Band, Theme.Ink);
        AddPlate(box, 12, fill, isRule: isMain);
        var margin = Math.Min(Px(6), box.Width * 0.05);
        AddTexts(box.Inset(margin, Px(4)), 0.5, 0.5, [new(words, Px(words.Length == 1 ? 28 : 26), Px(16), Weight.SemiBold, ink)], fill);
        AddTarget(box, words, action);
    }

    /// <param name="label">The target's accessible name.</param>
    public void AddTarget(Box box, string label, ScreenAction action) =>
        targets.Add(new(action, ScreenWords.Visible(label), (int)Math.Floor(box.X), (int)Math.Floor(box.Y), (int)Math.Ceiling(box.Width), (int)Math.Ceiling(box.Height)));

    /// <summary>Stacks texts vertically, as large as fits.</summary>
    /// <param name="across">0 aligns left, 0.5 centres, 1 aligns right.</param>
    /// <param name="down">0 aligns to the top, 0.5 centres, 1 aligns to the bottom.</param>
    /// <param name="ground">The background, if not the screen's.</param>
    /// <returns>The space taken.</returns>
    public Box AddTexts(Box box, double across, double down, IReadOnlyList<Caption> texts, Colour? ground = null)
    {
        Caption[] shown = [.. texts.Select(text => text with { Words = ScreenWords.Visible(text.Words) }).Where(text => text.Words.Length > 0)];
        if (shown.Length == 0)
        {
            return box with { Height = 0 };
        }

        var set = typesetter.Fit(shown, box.Width, box.Height);
        var height = set.Sum(text => text.Height) + set.Skip(1).Sum(text => text.Text.Gap);
        var top = box.Y + Math.Max(0, (box.Height - height) * down);
        var y = top;
        foreach (var text in set)
        {
            y += y > top ? text.Text.Gap : 0;
            Place(text, box, y, across, ground ?? Theme.Ground);
            y += text.Height;
        }

        return new(box.X, top, box.Width, height);
    }

    /// <summary>The width of a text at a size, in pixels.</summary>
    public double WidthOf(string words, double size, Weight weight) => typesetter.WidthOf(ScreenWords.Visible(words), weight, size);

    private void Place(SetText set, Box box, double top, double across, Colour ground)
    {
        var baseline = top + (set.Size * Proportions.Ascent);
        foreach (var line in set.Lines)
        {
            var width = line.Width * set.Size;
            marks.Add(new Mark.Line(
                line.Words, box.X + ((box.Width - width) * across), Math.Round(baseline), width, set.Size, set.Text.Weight, set.Text.Ink, ground, set.Text.IsHeadline));
            baseline += set.Size * Proportions.Leading;
        }
    }
}
