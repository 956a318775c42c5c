namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>How <see cref="StepShim"/> breaks a call.</summary>
/// <param name="Fault">The errno, or what the shim does in place of failing.</param>
/// <param name="Stays">Whether every later call that changes something fails too, as on a full disk.</param>
internal sealed record DiskError(string Name, int Fault, bool Stays = false)
{
    /// <summary>The program is killed.</summary>
    public static readonly DiskError Kill = new("kill", -1);

    /// <summary>A write is said to be done and is not: no program can notice. Only a harness that is to fail uses it.</summary>
    public static readonly DiskError Lost = new("lost write", -3);

    /// <summary>What disks and file systems do: errno(3) of x86-64 and arm64 Linux.</summary>
    public static readonly IReadOnlyList<DiskError> All =
    [
        new("EIO", 5),
        new("ENOSPC", 28, Stays: true),
        new("EROFS", 30, Stays: true),
        new("EDQUOT", 122, Stays: true),
        new("short write", -2),
    ];

    public override string ToString() => Name;
}
