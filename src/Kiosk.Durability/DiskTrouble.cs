namespace Kiosk.Durability;

/// <summary>A disk that takes nothing more: a state of the machine that somebody mends, not a mistake in the settings.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Folder">Where it was met.</param>
/// <param name="Errno">What the system gave as the reason.</param>
internal sealed record DiskTrouble(DiskTroubleKind Kind, string Folder, int Errno)
{
    /// <summary>More than a record with its sealed part, a mode and a key take.</summary>
    private const int TrialLength = 16 * 1024;

    /// <summary>What is wrong, and what to do about it.</summary>
    public string Sentence => Kind switch
    {
        DiskTroubleKind.Full =>
            $"The disk of {Folder} is full; make room (df -h {Named} says how much is left, sudo du -xhd2 $(findmnt -no TARGET -T {Named}) what takes it; sudo journalctl --vacuum-size=50M and sudo apt-get clean free some).",
        DiskTroubleKind.ReadOnly =>
            $"The disk of {Folder} is read-only; see why (dmesg), then: mount -o remount,rw (findmnt -T {Named} says what). A card that turns read-only by itself is worn out; replace it.",
        _ => $"The disk of {Folder} fails; save what it holds (a journal: kiosk sync export PATH) and replace it.",
    };

    private string Named => ShellWord.Of(Folder);

    /// <returns>Null for an error that says nothing of a disk.</returns>
    public static DiskTrouble? Of(int errno, string folder) => KindOf(errno) is { } kind ? new(kind, folder, errno) : null;

    /// <summary>Finds such a state among the causes of a failure.</summary>
    /// <returns>Null for any other failure.</returns>
    public static DiskTrouble? In(Exception? failure, string folder)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException && Of(cause.HResult, folder) is { } trouble)
            {
                return trouble;
            }
        }

        return null;
    }

    /// <summary>Writes a little into a folder and removes it again.</summary>
    /// <returns>Null where that went well, or failed of something that somebody else must report.</returns>
    public static DiskTrouble? Try(string folder)
    {
        var trial = Path.Combine(folder, $"trial.{Environment.ProcessId}.tmp");
        try
        {
            DurableFolder.Create(folder, new DurableFiles());
            using var file = new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            file.Write(new byte[TrialLength]);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return In(failure, folder);
        }
        finally
        {
            Remove(trial);
        }
    }

    private static void Remove(string trial)
    {
        try
        {
            File.Delete(trial);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // There is none, or it goes with the next trial of this process.
        }
    }

    private static DiskTroubleKind? KindOf(int errno) => errno switch
    {
        Libc.NoSpace or Libc.QuotaExceeded => DiskTroubleKind.Full,
        Libc.ReadOnlyFileSystem => DiskTroubleKind.ReadOnly,
        Libc.InputOutput => DiskTroubleKind.Failing,
        _ => null,
    };
}

/// <summary>What is wrong with a disk.</summary>
internal enum DiskTroubleKind
{
    Failing = 0,
    Full,
    ReadOnly,
}
