using System.Runtime.CompilerServices;
using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Tests.Rendering;

/// <summary>
/// A reviewed reference picture. With KIOSK_GOLDEN=write in the environment it is rewritten, to be reviewed again; a differing picture
/// is saved beside it as NAME.actual.png.
/// </summary>
internal static class GoldenFile
{
    /// <summary>Tolerance per channel, of 255: smaller differences come from other versions of the graphics library.</summary>
    private const int Tolerance = 40;

    /// <summary>The share of all pixels that may differ by more.</summary>
    private const double Share = 0.001;

    public static void Check(string name, Picture picture)
    {
        var path = Path.Combine(Folder(), $"{name}.png");
        var actual = Path.Combine(Folder(), $"{name}.actual.png");
        if (Environment.GetEnvironmentVariable("KIOSK_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllBytes(path, picture.ToPng());
        }

        Assert.True(File.Exists(path), $"There is no {path}; run the test with KIOSK_GOLDEN=write and look at the picture.");
        var golden = PngReader.Read(path);
        var differing = (golden.Width, golden.Height) == (picture.Width, picture.Height) ? Differing(golden, picture) : int.MaxValue;
        if (differing <= Share * picture.Width * picture.Height)
        {
            File.Delete(actual);
            return;
        }

        File.WriteAllBytes(actual, picture.ToPng());
        Assert.Fail($"{differing} pixels differ from {path}; what was drawn is in {actual}. If it is right, run the test with KIOSK_GOLDEN=write.");
    }

    public static int Differing(Picture one, Picture other)
    {
        var left = one.Pixels.Span;
        var right = other.Pixels.Span;
        var count = 0;
        for (var at = 0; at < left.Length; at += Picture.BytesPerPixel)
        {
            count += Differ(left[at], right[at]) || Differ(left[at + 1], right[at + 1]) || Differ(left[at + 2], right[at + 2]) ? 1 : 0;
        }

        return count;
    }

    private static bool Differ(byte one, byte other) => Math.Abs(one - other) > Tolerance;

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Root(here), "Golden");

    // A deterministic build maps source paths; the folder is then found from the test's output folder.
    private static string Root(string here)
    {
        var folder = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PartyCard.Kiosk.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No PartyCard.Kiosk.sln above {AppContext.BaseDirectory}.");
        }

        return Path.Combine(folder.FullName, "tests", "Kiosk.Ui.Tests");
    }
}
