using System.Runtime.Versioning;
using Kiosk.Hardware.Displays;
using Kiosk.Service.Devices;

namespace Kiosk.Service.Tests.Devices;

public sealed class PngDisplayTests : IDisposable
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly string folder = Directory.CreateTempSubdirectory("kiosk-png-").FullName;

    private string File => Path.Combine(folder, "screen.png");

    [Fact]
    public void The_file_holds_the_newest_picture_and_nothing_lies_beside_it()
    {
        using var display = new PngDisplay(File, 8, 4);
        Show(display, 0x00);
        var first = System.IO.File.ReadAllBytes(File);
        Show(display, 0xFF);
        var second = System.IO.File.ReadAllBytes(File);

        Assert.Equal(Signature, first[..8]);
        Assert.Equal(Signature, second[..8]);
        Assert.NotEqual(first, second);
        Assert.Equal([File], Directory.GetFiles(folder));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Its_owner_alone_may_read_it_and_it_goes_with_the_display()
    {
        using (var display = new PngDisplay(File, 8, 4))
        {
            Show(display, 0x00);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_folder_that_is_gone_is_told_by_its_own_exception()
    {
        using var display = new PngDisplay(Path.Combine(folder, "missing", "screen.png"), 8, 4);
        Assert.Contains("screen.png", Assert.Throws<DisplayException>(() => Show(display, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_of_another_size_is_refused()
    {
        using var display = new PngDisplay(File, 9, 4);
        Assert.Throws<ArgumentException>(() => Show(display, 0));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Show(PngDisplay display, byte shade)
    {
        var pixels = new byte[8 * 4 * 4];
        pixels.AsSpan().Fill(shade);
        display.Show(new DisplayFrame(pixels, 8, 4, 8 * 4, PixelFormat.Bgrx32));
    }
}
