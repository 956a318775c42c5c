namespace Kiosk.Devices.Tests.Image;

/// <summary>What <c>./kiosk test --image</c> prepared: the disk image, and updates of it.</summary>
internal static class ImageFiles
{
    private static string Folder { get; } = Environment.GetEnvironmentVariable("KIOSK_IMAGE_FILES") ?? "";

    /// <summary>The program as it is in the image, to run here.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("KIOSK_PROGRAM") ?? "";

    public static string Image => Path.Combine(Folder, "kiosk.img");

    /// <summary>The image's own update, signed as its terminals expect.</summary>
    public static string Good => Path.Combine(Folder, "good.raucb");

    /// <summary>The same with one byte of the slot changed.</summary>
    public static string Tampered => Path.Combine(Folder, "tampered.raucb");

    /// <summary>The same, signed with another key.</summary>
    public static string Foreign => Path.Combine(Folder, "foreign.raucb");

    /// <summary>Properly signed, but its service has no program to start.</summary>
    public static string Broken => Path.Combine(Folder, "broken.raucb");
}
