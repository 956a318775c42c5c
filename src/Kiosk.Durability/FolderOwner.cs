using Kiosk.Words;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>Ownership of folders. The service may be unable to read what another user wrote into its folder, and files planted there may mislead that user.</summary>
internal static class FolderOwner
{
    private const uint RootId = 0;

    /// <summary>Whether the folder belongs to this process's effective user. A missing folder counts: whoever creates it will own it.</summary>
    /// <exception cref="IOException">The folder's owner cannot be determined.</exception>
    public static bool IsOurs(string folder) => OwnerOf(folder) is not { } owner || owner == Libc.geteuid();

    /// <returns>The owner, or this process's effective user if the path does not exist.</returns>
    /// <exception cref="IOException">The owner cannot be determined.</exception>
    public static SystemUser Of(string path) => SystemUser.WithId(OwnerOf(path) ?? Libc.geteuid());

    /// <summary>The user to hand a folder to that root is about to create: the service, which runs as another user, could not write to root's.</summary>
    /// <returns>Null if root may keep it, the folder exists, or this process is not root.</returns>
    /// <exception cref="IOException">The owner of the nearest existing ancestor cannot be determined.</exception>
    public static SystemUser? IntendedOwnerOf(string folder)
    {
        if (Libc.geteuid() != RootId || Directory.Exists(folder))
        {
            return null;
        }

        var above = DiskSpace.NearestExisting(folder);
        return Of(above) is { Id: not RootId } owner ? owner
            : SystemUser.Named(SystemUser.OfTheService) is { } service && !IsShared(above) ? service
            : null;
    }

    /// <returns>Null if it cannot be determined.</returns>
    private static uint? TryOwnerOf(string path)
    {
        // Not through SystemCall, which calls back into this class to word its failures.
        using var place = Libc.open(path, Libc.PathOnly | Libc.CloseOnExec, 0);
        return FileStatus.Of(place)?.Owner;
    }

    private static uint? OwnerOf(string path)
    {
        SafeFileHandle place;
        try
        {
            place = SystemCall.Open(path, Libc.PathOnly);
        }
        catch (IOException e) when (e.HResult is Libc.NoEntry or Libc.NotAFolder)
        {
            return null;
        }

        using (place)
        {
            return FileStatus.Of(place)?.Owner ?? throw new IOException($"The owner of {path} cannot be determined.");
        }
    }

    /// <summary>That this user may not do something with the path, with the remedy.</summary>
    /// <param name="vietnamese">What, as in "ghi".</param>
    /// <param name="english">What, as in "write".</param>
    public static Phrase Denied(string path, string vietnamese, string english) =>
        new Phrase($"{NameOf(SystemUser.Current)} không có quyền {vietnamese} {path}.", $"{path} is not for {SystemUser.Current} to {english}.").Then(RemedyFor(path));

    /// <summary>The remedy to print when this user may not write or create the path.</summary>
    public static Phrase RemedyFor(string path)
    {
        var full = Path.GetFullPath(path);
        var exists = Directory.Exists(full) || File.Exists(full);
        var place = exists ? full : DiskSpace.NearestExisting(full);
        var (word, whole) = (ShellWord.Of(place), ShellWord.Of(full));
        if (TryOwnerOf(place) is not { } owner)
        {
            return new($"Hãy xem ai là chủ: ls -ld {word}", $"See whose it is: ls -ld {word}");
        }

        var (user, us) = (SystemUser.WithId(owner), SystemUser.Current);
        return owner == us.Id ? new($"Chính chủ bị chặn bởi quyền của tệp: chmod u+rwX {word}", $"Its owner is kept out by its mode: chmod u+rwX {word}")
            : owner != RootId ? new($"{place} thuộc về {NameOf(user)}. Hãy chạy lệnh bằng người dùng đó: {user.Running("kiosk")} …", $"{place} belongs to {user}. Run this as its owner: {user.Running("kiosk")} …")
            : exists ? new($"{place} thuộc về root; hãy giao cho người dùng của dịch vụ: sudo chown -R {us.ForChown} {word}", $"{place} belongs to root; give it to the service's user: sudo chown -R {us.ForChown} {word}")
            : new(
                $"{place} thuộc về root; hãy tạo thư mục cho người dùng của dịch vụ: sudo install -d -o {us.ForChown} -m 0700 {whole}",
                $"{place} belongs to root; make the folder for the service's user: sudo install -d -o {us.ForChown} -m 0700 {whole}");
    }

    /// <summary>A user, within a Vietnamese sentence.</summary>
    public static string NameOf(SystemUser user) => user.Name is { } name ? $"người dùng {name}" : $"người dùng số {user.Id}";

    /// <summary>Whether the folder lies below a sticky, shared one such as /tmp.</summary>
    private static bool IsShared(string folder)
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
