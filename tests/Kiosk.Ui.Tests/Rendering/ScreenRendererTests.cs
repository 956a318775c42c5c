using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Cairo;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Rendering;

public sealed class ScreenRendererTests
{
    private const string Alphabet =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz0123456789·—–…/%?!()";

    [Theory]
    [InlineData(Language.Vietnamese)]
    [InlineData(Language.English)]
    public void The_font_has_every_letter_of_every_screen(Language language)
    {
        using var renderer = new ScreenRenderer(new(800, 480, language));
        using var mono = new MonoRenderer(language);
        foreach (var screen in Gallery.Screens)
        {
            renderer.Render(screen);
            mono.Render(screen);
        }

        renderer.Render(new Screen.Admitted(Alphabet, Alphabet.ToUpperInvariant(), null, null, Samples.Morning));

        Assert.Equal("Inter", renderer.FontFamily);
        Assert.Equal((0, 0), (renderer.UnknownGlyphs, mono.UnknownGlyphs));
    }

    [Fact]
    public void A_character_without_a_glyph_is_counted()
    {
        using var renderer = new ScreenRenderer(new(800, 480));
        renderer.Render(new Screen.Admitted("Nguyễn \U000F0F0F", null, null, null, Samples.Morning));
        Assert.NotEqual(0, renderer.UnknownGlyphs);
    }

    [Theory]
    [InlineData(PanelTurn.Quarter)]
    [InlineData(PanelTurn.Half)]
    [InlineData(PanelTurn.ThreeQuarters)]
    public void A_rotated_panel_shows_the_same_picture_rotated(PanelTurn turn)
    {
        var isSideways = turn != PanelTurn.Half;
        using var upright = new ScreenRenderer(isSideways ? new(480, 800) : new(800, 480));
        using var turned = new ScreenRenderer(new(800, 480, Turn: turn));
        var screen = new Screen.Refused(PublicLine.NotConfirmed);

        var expected = Turned(upright.Render(screen), turn);
        var actual = turned.Render(screen);

        Assert.Equal((800, 480), (actual.Width, actual.Height));
        // Antialiasing differs slightly after rotation.
        Assert.InRange(GoldenFile.Differing(expected, actual), 0, 800 * 480 / 50);
    }

    [Fact]
    public void A_constant_picture_is_drawn_once_and_one_with_a_name_is_not_cached()
    {
        using var renderer = new ScreenRenderer(new(800, 480));
        renderer.Prepare();
        var welcome = new Screen.Admitted("Nguyễn Văn A", null, null, null, Samples.Morning);

        Assert.Same(renderer.Render(new Screen.Reading()), renderer.Render(new Screen.Reading()));
        Assert.NotSame(renderer.Render(welcome), renderer.Render(welcome));
    }

    [Fact]
    public void A_lent_picture_equals_the_rendered_one_and_allocates_no_new_memory()
    {
        using var renderer = new ScreenRenderer(new(800, 480));
        Screen[] screens = [new Screen.Admitted("Nguyễn Văn A", null, null, null, Samples.Morning), new Screen.Reading(), new Screen.Idle(TerminalPurpose.Meeting, null, Samples.QuorumMet, Samples.Morning)];
        Assert.All(screens, screen =>
        {
            var kept = renderer.Render(screen);
            renderer.Lend(screen, (pixels, width, height) => Assert.True((width, height) == (kept.Width, kept.Height) && pixels.SequenceEqual(kept.Pixels.Span)));
        });

        var before = GC.GetAllocatedBytesForCurrentThread();
        renderer.Lend(screens[2], (_, _, _) => { });

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000);
    }

    [Fact]
    public void Lending_does_not_change_rendered_pictures()
    {
        using var renderer = new ScreenRenderer(new(800, 480));
        var kept = renderer.Render(new Screen.Refused(PublicLine.NotConfirmed));
        var before = kept.Pixels.ToArray();

        renderer.Lend(new Screen.Admitted("Nguyễn Văn A", null, null, null, Samples.Morning), (_, _, _) => { });
        renderer.Lend(new Screen.AlreadyIn(Samples.Morning, "2"), (_, _, _) => { });

        Assert.Equal(before, kept.Pixels.ToArray());
    }

    [Fact]
    public void A_PNG_has_the_pixels_of_the_picture()
    {
        using var renderer = new ScreenRenderer(new(800, 480));
        var picture = renderer.Render(new Screen.Verified());
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, picture.ToPng());

        Assert.Equal(0, GoldenFile.Differing(picture, PngReader.Read(path)));
        File.Delete(path);
    }

    [Fact]
    public void A_picture_with_too_few_pixels_is_refused() => Assert.Throws<ArgumentException>(() => new Picture(10, 10, new byte[399]));

    [Fact]
    public void A_missing_library_is_reported_as_RendererException() =>
        Assert.Contains(
            "libnone.so",
            Assert.Throws<RendererException>(() => NativeErrors.Translate<int>(() => throw new DllNotFoundException("Unable to load shared library 'libnone.so'"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_receipts_QR_code_has_its_three_finder_patterns()
    {
        var matrix = QrMatrix.TryEncode("HN-01-20261122-000017")!;
        Assert.Equal(25, matrix.Side);
        Assert.All(
            new (int X, int Y)[] { (0, 0), (matrix.Side - 7, 0), (0, matrix.Side - 7) },
            corner => Assert.Equal("1111111100000110111011011101101110110000011111111", string.Concat(Enumerable.Range(0, 49).Select(at => matrix.IsDark(corner.X + (at % 7), corner.Y + (at / 7)) ? '1' : '0'))));
        Assert.NotEqual(matrix.Modules, QrMatrix.TryEncode("HN-01-20261122-000018")!.Modules);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(441)]
    public void Text_that_cannot_be_encoded_gets_no_code(int length) => Assert.Null(QrMatrix.TryEncode(new string('1', length)));

    private static Picture Turned(Picture upright, PanelTurn turn)
    {
        var (width, height) = turn == PanelTurn.Half ? (upright.Width, upright.Height) : (upright.Height, upright.Width);
        var pixels = new byte[upright.Pixels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (fromX, fromY) = turn switch
                {
                    PanelTurn.Quarter => (y, width - 1 - x),
                    PanelTurn.Half => (width - 1 - x, height - 1 - y),
                    _ => (height - 1 - y, x),
                };
                upright.Pixels.Span.Slice(((fromY * upright.Width) + fromX) * 4, 4).CopyTo(pixels.AsSpan(((y * width) + x) * 4));
            }
        }

        return new Picture(width, height, pixels);
    }
}
