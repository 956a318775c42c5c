using Kiosk.Service.Durability;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Durability;

public sealed class FileLockTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_lock_has_one_holder()
    {
        using var first = FileLock.TryTake(folder["lock"]);

        Assert.NotNull(first);
        Assert.Null(FileLock.TryTake(folder["lock"]));
    }

    [Fact]
    public void A_released_lock_is_free()
    {
        FileLock.TryTake(folder["lock"])!.Dispose();

        using var second = FileLock.TryTake(folder["lock"]);

        Assert.NotNull(second);
    }

    [Fact]
    public void A_lock_that_cannot_be_made_is_an_error_and_not_a_refusal()
    {
        Assert.Throws<IOException>(() => FileLock.TryTake(folder["missing/lock"]));
    }
}
