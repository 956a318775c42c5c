using System.Globalization;
using System.Runtime.InteropServices;
using Kiosk.Testing.Durability;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability.Tests;

public sealed partial class FileLockTests : IDisposable
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
    public void Asking_tells_whether_it_is_held()
    {
        using (FileLock.TryTake(folder["lock"]))
        {
            Assert.True(FileLock.IsHeld(folder["lock"]));
        }

        Assert.False(FileLock.IsHeld(folder["lock"]));
    }

    /// <summary>Or two syncs that watch for a stick take each other for one.</summary>
    [Fact]
    public void Those_who_ask_at_once_do_not_take_each_other_for_a_holder() =>
        Parallel.For(0, 2000, _ => Assert.False(FileLock.IsHeld(folder["lock"])));

    /// <summary>Simulates a child between fork and exec, which holds a copy of every open descriptor.</summary>
    [Fact]
    public void A_released_lock_is_free_while_a_copy_of_its_descriptor_is_open()
    {
        var held = FileLock.TryTake(folder["lock"])!;
        var descriptor = Directory.EnumerateFiles("/proc/self/fd").First(link => new FileInfo(link).LinkTarget == folder["lock"]);
        using var copy = dup(int.Parse(Path.GetFileName(descriptor), CultureInfo.InvariantCulture));
        held.Dispose();

        using var second = FileLock.TryTake(folder["lock"]);

        Assert.NotNull(second);
    }

    [Fact]
    public void A_lock_file_that_cannot_be_created_is_an_error()
    {
        Assert.ThrowsAny<IOException>(() => FileLock.TryTake(folder["missing/lock"]));
    }

    [LibraryImport("libc")]
    private static partial SafeFileHandle dup(int descriptor);
}
