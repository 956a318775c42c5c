namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>A test under power cuts; skipped, by name, where the file system cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithCuttableDiskAttribute : FactAttribute
{
    /// <param name="lazy">Whether it wants LazyFS.</param>
    public FactWithCuttableDiskAttribute(bool lazy = false) => Skip = lazy ? LazyDisk.Obstacle : LoopDisk.Obstacle;
}
