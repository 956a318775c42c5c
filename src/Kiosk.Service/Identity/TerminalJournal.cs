using System.Text;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Identity;

/// <summary>Opens this terminal's journal with this terminal's keys.</summary>
internal static class TerminalJournal
{
    private const int MaxPublicLength = 1_024;

    /// <summary>Opens the journal; on the first start, makes it and the keys. A power cut between the two leaves a journal without records, which the next start completes.</summary>
    /// <exception cref="JournalException">Keys or journal are missing without the other, or cannot be used.</exception>
    public static CheckInJournal Open(KioskFolders folders, string terminalId, IDurableFiles files)
    {
        try
        {
            var segments = JournalFolder.Segments(folders.Journal);
            if (ReadKeys(folders, terminalId, segments) is not { } keys)
            {
                if (segments.Count == 0)
                {
                    JournalFolder.Begin(folders.Journal, terminalId, files);
                }

                keys = DeviceKeyFile.Create(folders.DeviceKeyFile, terminalId, files);
            }

            var journal = CheckInJournal.Open(folders.Journal, terminalId, keys, files);
            try
            {
                Publish(folders.DevicePublicKeyFile, keys, files);
                return journal;
            }
            catch
            {
                journal.Dispose();
                throw;
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The journal in {folders.Journal}, or the terminal's keys beside it, cannot be made: {cause.Message}", cause);
        }
    }

    /// <summary>Checks what <see cref="Open"/> would refuse, the records aside; changes nothing.</summary>
    /// <exception cref="JournalException">Keys or journal are missing without the other, cannot be used, or do not belong together.</exception>
    public static void Check(KioskFolders folders, string terminalId)
    {
        if (ReadKeys(folders, terminalId, JournalFolder.Segments(folders.Journal)) is { } keys)
        {
            FoundCheckpoints.Read(folders.Journal, terminalId, keys.Signer.Key);
        }
    }

    /// <returns>The key of this terminal's frames; null if it has none yet, or this user cannot read it.</returns>
    public static FrameKey? FrameKeyOf(KioskFolders folders)
    {
        try
        {
            return DeviceKeyFile.Read(folders.DeviceKeyFile, terminalId: "own")?.Frames;
        }
        catch (JournalException)
        {
            return null;
        }
    }

    // Null where both are still to be made.
    private static JournalKeys? ReadKeys(KioskFolders folders, string terminalId, IReadOnlyList<string> segments)
    {
        var keys = DeviceKeyFile.Read(folders.DeviceKeyFile, terminalId);
        return (keys, segments.Count) switch
        {
            (not null, 0) => throw new JournalException(
                $"The journal in {folders.Journal} is missing, and {folders.DeviceKeyFile} says that there was one. Put it back; or, if it was moved away to where journals are collected, move {folders.DeviceKeyFile} there too: the terminal then begins anew, with new keys."),
            (null, > 0) when JournalFolder.HoldRecords(segments, terminalId) => throw new JournalException(
                $"{folders.DeviceKeyFile} is missing: the journal beside it was written with the keys in that file. Put the file back, or move the journal away to where journals are collected."),
            _ => keys,
        };
    }

    private static void Publish(string path, JournalKeys keys, IDurableFiles files)
    {
        var line = Encoding.UTF8.GetBytes($"{keys.Signer.Key}\n");
        using var present = PlainFile.TryOpenOwn(path);
        var content = new byte[MaxPublicLength];
        if (present is null || !content.AsSpan(0, RandomAccess.Read(present, content, 0)).SequenceEqual(line))
        {
            files.Replace(path, line);
        }
    }
}
