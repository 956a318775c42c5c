namespace Kiosk.Devices.Tests.Image;

/// <summary>How long a test of the image may wait. Bounds only: the guest's own time goes by instructions, and a busy machine takes ten times as long as a quiet one.</summary>
internal static class ImageLimits
{
    /// <summary>For one thing that the guest is to do.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    /// <summary>For a test of several starts.</summary>
    public static readonly TimeSpan Test = TimeSpan.FromMinutes(100);
}
