using Kiosk.Testing.Durability;
using Xunit;

namespace Kiosk.Testing.Skipping;

/// <summary>A test on a real small file system; skipped if none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithTinyDiskAttribute : FactAttribute
{
    public FactWithTinyDiskAttribute() => Skip = TinyDisk.Obstacle;
}
