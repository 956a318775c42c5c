using Kiosk.Durability;
using Kiosk.Service.Configuration;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks whether the service can write where it must, and how much room is left; writes nothing.</summary>
internal sealed class DiskCheckUp(KioskFolders folders)
{
    private const string Name = "disk";
    private static readonly CountedPhrase Free = new("Còn trống {0} MB tại {1}.", "{0} MB free at {1}.", "{0} MB free at {1}.");

    public Finding Look()
    {
        if (DataFolderPlace.FaultOf(folders.Data) is { } fault)
        {
            return new(Name, Health.Bad, fault, DataFolderPlace.Remedy);
        }

        var folder = DiskSpace.NearestExisting(folders.Data);
        if (((string[])[folder, folders.Journal, folders.Cache, folders.Sync]).Where(Directory.Exists).Select(Unwritable).FirstOrDefault(found => found is not null) is { } unwritable)
        {
            return unwritable;
        }

        var free = DiskSpace.FreeAt(folder);
        var what = new Phrase(Free.In(Language.Vietnamese, free >> 20, folder), Free.In(Language.English, free >> 20, folder));
        return free >= DiskSpace.MinFree
            ? new(Name, Health.Good, what)
            : new(Name, Health.Bad, what, new("Giải phóng dung lượng; khi đầy đĩa, thiết bị sẽ ngừng phục vụ.", "Make room; when the disk is full the terminal goes out of service."));
    }

    /// <returns>Null if its owner may write there.</returns>
    private static Finding? Unwritable(string folder) => FolderProbe.AccessTo(folder) switch
    {
        FolderAccess.ReadOnlyDisk => new(
            Name,
            Health.Bad,
            new($"Ổ đĩa của {folder} chỉ cho đọc, nên máy không ghi nhận được.", $"The disk of {folder} is read-only, so nothing can be recorded."),
            new(
                $"Xem nguyên nhân bằng dmesg, rồi chạy: mount -o remount,rw $(findmnt -no TARGET -T {ShellWord.Of(folder)}). Thẻ nhớ tự chuyển sang chỉ đọc là thẻ đã hỏng, cần thay.",
                $"See why with dmesg, then run: mount -o remount,rw $(findmnt -no TARGET -T {ShellWord.Of(folder)}). An SD card that turns read-only by itself is worn out; replace it.")),
        FolderAccess.OwnerKeptOut => new(
            Name,
            Health.Bad,
            new($"Thư mục {folder} không cho chính người dùng của dịch vụ ghi.", $"The folder {folder} may not be written by its own owner."),
            new($"Chạy: sudo chmod u+rwX {ShellWord.Of(folder)}", $"Run: sudo chmod u+rwX {ShellWord.Of(folder)}")),
        _ => null,
    };
}
