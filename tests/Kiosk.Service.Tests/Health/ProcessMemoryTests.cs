using Kiosk.Service.Health;
using Kiosk.Testing.Sources;

namespace Kiosk.Service.Tests.Health;

public sealed class ProcessMemoryTests
{
    [Fact]
    public void A_sealed_process_is_not_dumpable_and_has_no_core_limit_left()
    {
        ProcessMemory.Seal();

        Assert.False(ProcessMemory.IsDumpable);
        Assert.Matches("Max core file size +0 +0", File.ReadAllText("/proc/self/limits"));
    }

    [Fact]
    public void Every_unit_file_of_the_image_forbids_core_dumps()
    {
        var units = Directory.GetFiles(SourceTree.PathOf("image"), "*.service", SearchOption.AllDirectories);

        Assert.NotEmpty(units);
        Assert.All(units, unit => Assert.Contains("LimitCORE=0", File.ReadAllLines(unit)));
    }
}
