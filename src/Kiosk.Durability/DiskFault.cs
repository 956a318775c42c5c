using Kiosk.Words;

namespace Kiosk.Durability;

/// <summary>A disk that is full, read-only or failing: a state of the machine for an operator to fix, not a configuration error.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="Folder">The folder in which it was found.</param>
/// <param name="Errno">The system's error number.</param>
internal sealed record DiskFault(DiskFaultKind Kind, string Folder, int Errno)
{
    /// <summary>In bytes; larger than a journal record with its sealed part, a mode and a key together.</summary>
    private const int ProbeLength = 16 * 1024;

    /// <summary>The fault and its remedy.</summary>
    public Phrase Sentence => Kind switch
    {
        DiskFaultKind.Full => new(
            $"Ổ đĩa của {Folder} đã đầy; hãy giải phóng dung lượng (df -h {Named} cho biết còn bao nhiêu, sudo du -xhd2 $(findmnt -no TARGET -T {Named}) cho biết cái gì chiếm chỗ; sudo journalctl --vacuum-size=50M và sudo apt-get clean giải phóng được một phần).",
            $"The disk of {Folder} is full; make room (df -h {Named} says how much is left, sudo du -xhd2 $(findmnt -no TARGET -T {Named}) what takes it; sudo journalctl --vacuum-size=50M and sudo apt-get clean free some)."),
        DiskFaultKind.ReadOnly => new(
            $"Ổ đĩa của {Folder} đang ở chế độ chỉ đọc; hãy xem vì sao (dmesg), rồi chạy: mount -o remount,rw (findmnt -T {Named} cho biết gắn lại cái gì). Thẻ nhớ tự chuyển sang chỉ đọc là đã mòn; hãy thay thẻ.",
            $"The disk of {Folder} is read-only; see why (dmesg), then: mount -o remount,rw (findmnt -T {Named} says what). A card that turns read-only by itself is worn out; replace it."),
        _ => new(
            $"Ổ đĩa của {Folder} bị lỗi; hãy sao lưu dữ liệu trên đó (nhật ký: kiosk sync export THƯ-MỤC), rồi thay ổ đĩa.",
            $"The disk of {Folder} fails; save what it holds (a journal: kiosk sync export PATH) and replace it."),
    };

    private string Named => ShellWord.Of(Folder);

    /// <returns>Null if the error does not concern a disk.</returns>
    public static DiskFault? Of(int errno, string folder) => KindOf(errno) is { } kind ? new(kind, folder, errno) : null;

    /// <summary>Searches a failure and its inner exceptions for a disk fault.</summary>
    /// <returns>Null if there is none.</returns>
    public static DiskFault? In(Exception? failure, string folder)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException && Of(cause.HResult, folder) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Probes a folder by writing a small file and deleting it.</summary>
    /// <returns>Null on success, or if the failure is not a disk fault and so another check's to report.</returns>
    public static DiskFault? Probe(string folder)
    {
        var probe = Path.Combine(folder, $"trial.{Environment.ProcessId}.tmp");
        try
        {
            DurableFolder.Create(folder, new DurableFiles());
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            file.Write(new byte[ProbeLength]);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return In(failure, folder);
        }
        finally
        {
            Remove(probe);
        }
    }

    private static void Remove(string probe)
    {
        try
        {
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It does not exist, or this process's next probe deletes it.
        }
    }

    private static DiskFaultKind? KindOf(int errno) => errno switch
    {
        Libc.NoSpace or Libc.QuotaExceeded => DiskFaultKind.Full,
        Libc.ReadOnlyFileSystem => DiskFaultKind.ReadOnly,
        Libc.InputOutput => DiskFaultKind.Failing,
        _ => null,
    };
}

/// <summary>A kind of disk fault.</summary>
internal enum DiskFaultKind
{
    Failing = 0,
    Full,
    ReadOnly,
}
