using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>Whose a folder is. What another user writes into the service's folder the service may not be able to read, and what lies there may lead that user elsewhere.</summary>
internal static class FolderOwner
{
    private const uint RootId = 0;

    /// <summary>Whether the folder belongs to the user that this process runs as. One that is not there belongs to whoever makes it.</summary>
    /// <exception cref="IOException">The folder's owner cannot be found out.</exception>
    public static bool IsOurs(string folder) => OwnerOf(folder) is not { } owner || owner == Libc.geteuid();

    /// <returns>The owner; of what is not there, whoever makes it.</returns>
    /// <exception cref="IOException">The owner cannot be found out.</exception>
    public static SystemUser Of(string path) => SystemUser.WithId(OwnerOf(path) ?? Libc.geteuid());

    /// <summary>Whom a folder should belong to that root is about to make: what root makes is root's, and the service, as another user, could not write there.</summary>
    /// <returns>Null where it may be root's, or this is not root.</returns>
    /// <exception cref="IOException">The owner of what lies above it cannot be found out.</exception>
    public static SystemUser? HeirOf(string folder)
    {
        if (Libc.geteuid() != RootId || Directory.Exists(folder))
        {
            return null;
        }

        var above = DiskSpace.NearestExisting(folder);
        return Of(above) is { Id: not RootId } owner ? owner
            : SystemUser.Named(SystemUser.OfTheService) is { } service && !IsForEverybody(above) ? service
            : null;
    }

    /// <returns>Null where it cannot be found out.</returns>
    private static uint? TryOwnerOf(string path)
    {
        // Not by SystemCall, which asks here what to say of a failure.
        using var place = Libc.open(path, Libc.PlaceOnly | Libc.CloseOnExec, 0);
        return FileStatus.Of(place)?.Owner;
    }

    private static uint? OwnerOf(string path)
    {
        SafeFileHandle place;
        try
        {
            place = SystemCall.Open(path, Libc.PlaceOnly);
        }
        catch (IOException e) when (e.HResult is Libc.NoEntry or Libc.NotAFolder)
        {
            return null;
        }

        using (place)
        {
            return FileStatus.Of(place)?.Owner ?? throw new IOException($"Whose {path} is cannot be found out.");
        }
    }

    /// <summary>What to do where this user may not write, or not make, what bears this name.</summary>
    public static string RemedyFor(string path)
    {
        var full = Path.GetFullPath(path);
        var place = Directory.Exists(full) || File.Exists(full) ? full : DiskSpace.NearestExisting(full);
        if (TryOwnerOf(place) is not { } owner)
        {
            return $"See whose it is: ls -ld {ShellWord.Of(place)}";
        }

        var (user, us) = (SystemUser.WithId(owner), SystemUser.Current);
        return owner == us.Id ? $"Its owner is kept out by its mode: chmod u+rwX {ShellWord.Of(place)}"
            : owner != RootId ? $"{place} belongs to {user}. Run this as its owner: {user.Running("kiosk")} …"
            : Directory.Exists(full) || File.Exists(full) ? $"{place} belongs to root; give it to the service's user: sudo chown -R {us.ForChown} {ShellWord.Of(place)}"
            : $"{place} belongs to root; make the folder for the service's user: sudo install -d -o {us.ForChown} -m 0700 {ShellWord.Of(full)}";
    }

    /// <summary>Whether the folder lies where everybody has things of their own, as in /tmp.</summary>
    private static bool IsForEverybody(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(at).HasFlag(UnixFileMode.StickyBit))
            {
                return true;
            }
        }

        return false;
    }
}
