namespace Kiosk.Durability;

/// <summary>A disk that takes nothing more: a state of the machine that somebody mends, not a mistake in the settings.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Folder">Where it was met.</param>
/// <param name="Cause">What the system said.</param>
internal sealed record DiskTrouble(DiskTroubleKind Kind, string Folder, string Cause)
{
    private const int InputOutput = 5;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;

    /// <summary>More than a record with its sealed part, a mode and a key take.</summary>
    private const int TrialLength = 16 * 1024;

    /// <summary>Finds such a state among the causes of a failure.</summary>
    /// <returns>Null for any other failure.</returns>
    public static DiskTrouble? In(Exception? failure, string folder)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException && KindOf(cause.HResult) is { } kind)
            {
                return new(kind, folder, cause.Message);
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
        Libc.NoSpace or QuotaExceeded => DiskTroubleKind.Full,
        ReadOnlyFileSystem => DiskTroubleKind.ReadOnly,
        InputOutput => DiskTroubleKind.Failing,
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
