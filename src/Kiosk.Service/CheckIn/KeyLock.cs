using System.Text;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Configuration;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// Locks the terminal's keys when its case is opened. First a file beside the journal, so that a power cut frees nothing; then the alarm as the last record of a tap's terminal, signed; then, a few seconds later and
/// with the collector told where it can be reached, the service lets go of the keys: they are out of memory, and no start of this program takes them up until a technician unlocks it
/// (<c>kiosk devices unlock</c>). The file or the TPM still holds them.
/// </summary>
internal sealed class KeyLock(KioskFolders folders, TerminalNotes notes, CheckInJournal journal, ServiceFailure failure, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    /// <summary>For the alarm to reach the collector, which is told by the same keys.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    private const string Unlocked = "unlocked ";
    private const int MaxFile = 1_024;

    private static readonly OutOfService Locked = new(
        ReasonCode.TerminalLocked,
        new(
            "Vỏ máy đã bị mở nên khóa của máy bị khóa lại. Hãy báo cáo và kiểm tra máy; khi không có gì bất thường, kỹ thuật viên chạy: kiosk devices unlock",
            "The case was opened, and the terminal's keys are locked. Report it and inspect the terminal; if nothing is wrong, a technician runs: kiosk devices unlock"));

    private readonly DurableFiles files = new();
    private ITimer? stop;

    /// <summary>Whether the keys may not be used. A file that cannot be read locks them.</summary>
    public static bool IsOn(KioskFolders folders) => Path.Exists(folders.KeyLockFile) && UnlockedBy(folders) is null;

    /// <exception cref="OutOfServiceException">The keys are locked.</exception>
    public static void Require(KioskFolders folders)
    {
        if (IsOn(folders))
        {
            throw new OutOfServiceException(Locked);
        }
    }

    /// <summary>Lets the keys be used again; the next start records who did it.</summary>
    /// <returns>False if they were not locked.</returns>
    /// <exception cref="IOException">The file cannot be written; they stay locked.</exception>
    public static bool Release(KioskFolders folders, string by)
    {
        if (!IsOn(folders))
        {
            return false;
        }

        new DurableFiles().Replace(folders.KeyLockFile, Encoding.UTF8.GetBytes(Unlocked + by));
        return true;
    }

    /// <summary>Locks them: the case was opened.</summary>
    public void Engage()
    {
        failure.Report(Locked);
        try
        {
            files.Replace(folders.KeyLockFile, "locked"u8);
        }
        catch (IOException)
        {
            // On a failing disk the terminal is out of service for that too; this start is locked in any case.
        }

        try
        {
            notes.WriteContact(TerminalNote.AlarmTampered);
            journal.SignCheckpoint();
        }
        catch (Exception exception) when (exception is OutOfServiceException or JournalException)
        {
            // Already reported.
        }

        stop ??= time.CreateTimer(_ => lifetime.StopApplication(), null, Delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Records who unlocked them, once.</summary>
    /// <exception cref="OutOfServiceException">The journal failed.</exception>
    public void RecordRelease()
    {
        if (UnlockedBy(folders) is { } by)
        {
            notes.WriteContact(new TerminalNote(TerminalNote.KeysUnlocked, By: by).ToContext());
            File.Delete(folders.KeyLockFile);
            files.SyncFolder(folders.Data);
        }
    }

    public void Dispose() => stop?.Dispose();

    private static string? UnlockedBy(KioskFolders folders)
    {
        try
        {
            return Path.Exists(folders.KeyLockFile) && Encoding.UTF8.GetString(RegularFile.Read(folders.KeyLockFile, MaxFile)) is var text && text.StartsWith(Unlocked, StringComparison.Ordinal) ? text[Unlocked.Length..] : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotAFileException)
        {
            return null;
        }
    }
}
